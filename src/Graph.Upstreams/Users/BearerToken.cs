using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Graph.Upstreams.Users;

/// <summary>
/// Whose bearer token (JWT, RFC 7519) a request carries. With Users:SigningKey the HS256 signature is checked, and no other algorithm is taken.
/// Without one the claims are believed: then only the graph, which has verified the token, may be able to reach these services.
/// </summary>
internal sealed class BearerToken(UsersOptions options, TimeProvider time)
{
    private const string Scheme = "Bearer ";

    public bool BelongsTo(HttpRequest request, string userId)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && Subject(header[Scheme.Length..].Trim()) == userId;
    }

    private string? Subject(string token)
    {
        if (token.Split('.') is not [var header, var payload, var signature] || !IsSigned(header, payload, signature))
            return null;
        if (Decode(payload) is not { ValueKind: JsonValueKind.Object } claims || IsExpired(claims))
            return null;
        return claims.TryGetProperty("sub", out var sub) && sub.ValueKind == JsonValueKind.String ? sub.GetString() : null;
    }

    private bool IsSigned(string header, string payload, string signature)
    {
        if (options.SigningKey is null)
            return true;
        if (Decode(header) is not { ValueKind: JsonValueKind.Object } fields || !fields.TryGetProperty("alg", out var alg) || !alg.ValueEquals("HS256"))
            return false;
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.SigningKey), Encoding.ASCII.GetBytes($"{header}.{payload}"));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Base64Url.EncodeToString(expected)), Encoding.ASCII.GetBytes(signature));
    }

    private bool IsExpired(JsonElement claims) =>
        claims.TryGetProperty("exp", out var exp)
        && (exp.ValueKind != JsonValueKind.Number || !exp.TryGetDouble(out var seconds) || seconds <= time.GetUtcNow().ToUnixTimeSeconds());

    private static JsonElement? Decode(string part)
    {
        try
        {
            return JsonElement.Parse(Base64Url.DecodeFromChars(part));
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }
}
