using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Graph.Security.Tokens;

/// <summary>A key of the settings, for one algorithm only, so that a public key can never serve as a secret.</summary>
/// <param name="Key">What signatures are checked with.</param>
/// <param name="Algorithm">HS256, RS256 or ES256.</param>
/// <param name="Secret">Of HS256: the setting's text.</param>
internal sealed record SigningKey(SecurityKey Key, string Algorithm, string? Secret = null)
{
    private const int LeastSecretBytes = 32; // RFC 7518, 3.2: as long as the hash
    private const int LeastRsaBits = 2_048; // RFC 7518, 3.3
    private const int P256Bits = 256;

    /// <summary>Reads a setting.</summary>
    /// <exception cref="FormatException">It is no key; the message says why, without repeating it.</exception>
    public static SigningKey Parse(string text)
    {
        if (text.Contains("-----BEGIN", StringComparison.Ordinal))
        {
            return OfPem(text);
        }

        // Also the first part of a JWK that was cut at its commas, which must not pass for a secret.
        if (text.StartsWith('{'))
        {
            return OfJwk(text);
        }

        return Encoding.UTF8.GetByteCount(text) >= LeastSecretBytes
            ? OfSecret(text)
            : throw new FormatException($"a secret needs at least {LeastSecretBytes} bytes");
    }

    public static SigningKey OfSecret(string secret) =>
        new(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret)), SecurityAlgorithms.HmacSha256, secret);

    public override string ToString() => $"({Algorithm} key)";

    private static SigningKey OfPem(string text)
    {
        if (!PemEncoding.TryFind(text, out var fields) || text[fields.Label] is not ("PUBLIC KEY" or "RSA PUBLIC KEY"))
        {
            throw new FormatException("a PEM must be one PUBLIC KEY; private keys and certificates do not belong here");
        }

        return TryRsa(rsa => rsa.ImportFromPem(text)) ?? TryEc(ec => ec.ImportFromPem(text)) ?? throw NoKey("PEM");
    }

    private static SigningKey OfJwk(string text)
    {
        JsonWebKey jwk;
        try
        {
            jwk = new JsonWebKey(text);
        }
        catch (Exception malformed) when (malformed is ArgumentException or JsonException or FormatException)
        {
            throw new FormatException("a JWK must be one JSON object; as one of several settings, not in a list with commas");
        }

        if (jwk.HasPrivateKey || jwk.Kty == JsonWebAlgorithmsKeyTypes.Octet)
        {
            throw new FormatException("a JWK must be a public key; a secret for HS256 is given as plain text");
        }

        var key = jwk.Kty switch
        {
            JsonWebAlgorithmsKeyTypes.RSA => TryRsa(rsa => rsa.ImportParameters(new RSAParameters { Modulus = Bytes(jwk.N), Exponent = Bytes(jwk.E) })),
            JsonWebAlgorithmsKeyTypes.EllipticCurve when jwk.Crv == JsonWebKeyECTypes.P256 => TryEc(ec => ec.ImportParameters(
                new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Bytes(jwk.X), Y = Bytes(jwk.Y) } })),
            _ => null,
        };
        (key ?? throw NoKey("JWK")).Key.KeyId = jwk.Kid;
        return key;
    }

    private static SigningKey? TryRsa(Action<RSA> import)
    {
        var rsa = RSA.Create();
        return Try(rsa, import) && rsa.KeySize >= LeastRsaBits ? new SigningKey(new RsaSecurityKey(rsa), SecurityAlgorithms.RsaSha256) : null;
    }

    private static SigningKey? TryEc(Action<ECDsa> import)
    {
        var ec = ECDsa.Create();
        return Try(ec, import) && ec.KeySize == P256Bits ? new SigningKey(new ECDsaSecurityKey(ec), SecurityAlgorithms.EcdsaSha256) : null;
    }

    private static bool Try<T>(T algorithm, Action<T> import)
    {
        try
        {
            import(algorithm);
            return true;
        }
        catch (Exception other) when (other is CryptographicException or ArgumentException or FormatException)
        {
            return false;
        }
    }

    private static byte[] Bytes(string? base64Url) => Base64UrlEncoder.DecodeBytes(base64Url ?? throw NoKey("JWK"));

    private static FormatException NoKey(string form) =>
        new($"a {form} must be a public key: RSA of at least {LeastRsaBits} bits, or EC on P-256");
}
