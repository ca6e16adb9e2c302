using System.Security.Cryptography;
using System.Text;

namespace Graph.Caching.Shared;

/// <summary>Encrypts bodies at rest: AES-256-GCM with a nonce of its own for each, bound to the entry's key, so that one can't be put in the
/// place of another.</summary>
internal sealed class BodyCipher(byte[] key)
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public byte[] Encrypt(ReadOnlySpan<byte> plain, string entryKey)
    {
        var sealedBody = new byte[NonceBytes + TagBytes + plain.Length];
        var nonce = sealedBody.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, plain, sealedBody.AsSpan(NonceBytes + TagBytes), sealedBody.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(entryKey));
        return sealedBody;
    }

    /// <exception cref="CryptographicException">It is not what was encrypted for this key.</exception>
    public byte[] Decrypt(ReadOnlySpan<byte> sealedBody, string entryKey)
    {
        if (sealedBody.Length < NonceBytes + TagBytes)
        {
            throw new CryptographicException("Too short.");
        }

        var plain = new byte[sealedBody.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(
            sealedBody[..NonceBytes], sealedBody[(NonceBytes + TagBytes)..], sealedBody.Slice(NonceBytes, TagBytes), plain, Encoding.UTF8.GetBytes(entryKey));
        return plain;
    }
}
