using System.Buffers.Text;
using System.Text.Json;
using Graph.Domains.Abstractions;

namespace Graph.Security.Tokens;

/// <summary>Reads the viewer from the payload of a token that has been checked.</summary>
internal static class TokenClaims
{
    public const string Subject = "sub";

    /// <summary>In characters. Ids stand in keys, tags and addresses.</summary>
    public const int LongestSubject = 256;

    /// <returns>Null without a usable <c>sub</c>.</returns>
    // From the JSON as it was signed: the library's claims have dates and numbers made of texts that merely look like them.
    public static Viewer? ReadViewer(string encodedPayload, string roleClaim)
    {
        using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(encodedPayload));
        return payload.RootElement.TryGetProperty(Subject, out var sub) && sub.ValueKind == JsonValueKind.String && IsSubject(sub.GetString()!)
            ? new Viewer(sub.GetString()!, ReadRoles(payload.RootElement, roleClaim))
            : null;
    }

    public static bool IsSubject(string? text) =>
        text is { Length: > 0 and <= LongestSubject } && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl);

    private static HashSet<string> ReadRoles(JsonElement payload, string roleClaim)
    {
        if (!payload.TryGetProperty(roleClaim, out var roles))
        {
            return [];
        }

        return roles.ValueKind switch
        {
            JsonValueKind.String => [roles.GetString()!],
            JsonValueKind.Array => [.. roles.EnumerateArray().Where(role => role.ValueKind == JsonValueKind.String).Select(role => role.GetString()!)],
            _ => [],
        };
    }
}
