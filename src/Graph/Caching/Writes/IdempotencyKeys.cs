using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Graph.Domains.Abstractions;

namespace Graph.Caching.Writes;

/// <summary>The keys under which upstreams remember the first answer of a write.</summary>
internal static class IdempotencyKeys
{
    private const int RandomBytes = 32;

    /// <summary>The key of one write alone.</summary>
    public static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>A client's key, bound to who sends it and to what is written, so that nobody gets another's answer by it. The same after a
    /// restart and on every instance.</summary>
    public static string Of(Source source, string? id, Viewer? viewer, string clientKey)
    {
        // JSON, so that no two different lists of parts become one text; a missing part is null and not a word that an id may be.
        var parts = JsonSerializer.SerializeToUtf8Bytes([source.Name, id, viewer?.Id, clientKey], IdempotencyJson.Default.StringArray);
        return Base64Url.EncodeToString(SHA256.HashData(parts));
    }
}
