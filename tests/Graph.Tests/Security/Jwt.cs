using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Graph.Tests.Security;

/// <summary>Writes tokens by hand, so that the library does not check its own work; also those that it would not write.</summary>
internal static class Jwt
{
    public static string Hs256(object payload, string secret, object? header = null) => Hs256(payload, Encoding.UTF8.GetBytes(secret), header);

    public static string Hs256(object payload, byte[] secret, object? header = null) =>
        Signed(header ?? new { alg = "HS256", typ = "JWT" }, payload, text => HMACSHA256.HashData(secret, text));

    public static string Rs256(object payload, RSA key, object? header = null) =>
        Signed(header ?? new { alg = "RS256", typ = "JWT" }, payload, text => key.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public static string Es256(object payload, ECDsa key) =>
        Signed(new { alg = "ES256", typ = "JWT" }, payload, text => key.SignData(text, HashAlgorithmName.SHA256));

    public static string Unsigned(object payload, string alg = "none") => Signed(new { alg, typ = "JWT" }, payload, _ => []);

    private static string Signed(object header, object payload, Func<byte[], byte[]> sign)
    {
        var text = $"{Encode(header)}.{Encode(payload)}";
        return $"{text}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(text)))}";
    }

    private static string Encode(object part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
