using System.Text.Json;
using Graph.Execution.Persisted;

namespace Graph.Transport;

/// <summary>The hash that a request names its document by: <c>documentId</c> (GraphQL over HTTP, "Persisted Documents"), and
/// <c>extensions.persistedQuery</c> as Apollo's clients send it.</summary>
internal static class PersistedParameters
{
    private const string Extension = "persistedQuery";

    /// <returns>The hash, null when there is none; or what is wrong.</returns>
    public static (DocumentHash? Hash, string? Problem) Read(JsonElement documentId, JsonElement extensions)
    {
        var (id, problem) = ReadId(documentId);
        if (problem is not null)
        {
            return (null, problem);
        }

        var (extension, unreadable) = ReadExtension(extensions);
        return id is not null && extension is not null && id != extension
            ? (null, $"'documentId' and 'extensions.{Extension}' name different documents.")
            : (id ?? extension, unreadable);
    }

    private static (DocumentHash? Hash, string? Problem) ReadId(JsonElement id) => id.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => (null, null),
        JsonValueKind.String when DocumentHash.TryParseId(id.GetString(), out var hash) => (hash, null),
        _ => (null, $"'documentId' must be '{DocumentHash.Prefix}' and 64 hexadecimal digits."),
    };

    private static (DocumentHash? Hash, string? Problem) ReadExtension(JsonElement extensions)
    {
        if (extensions.ValueKind != JsonValueKind.Object || !extensions.TryGetProperty(Extension, out var extension)
            || extension.ValueKind == JsonValueKind.Null)
        {
            return (null, null);
        }

        if (extension.ValueKind != JsonValueKind.Object)
        {
            return (null, $"'extensions.{Extension}' must be an object with 'version' and 'sha256Hash', or null.");
        }

        if (!extension.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.Number
            || !version.TryGetInt32(out var number) || number != 1)
        {
            return (null, $"'extensions.{Extension}.version' must be 1.");
        }

        return extension.TryGetProperty("sha256Hash", out var text) && text.ValueKind == JsonValueKind.String
            && DocumentHash.TryParse(text.GetString(), out var hash)
            ? (hash, null)
            : (null, $"'extensions.{Extension}.sha256Hash' must be 64 hexadecimal digits.");
    }
}
