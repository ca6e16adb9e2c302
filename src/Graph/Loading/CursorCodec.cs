using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Graph.Cluster;
using Microsoft.Extensions.Options;

namespace Graph.Loading;

/// <summary>Turns places in lists into opaque text and back. Signed over the list's key too, so that a cursor of another list, or one that
/// was made up, is refused before anything is read.</summary>
internal sealed class CursorCodec
{
    private const int TagBytes = 12;
    private const int MaxLength = 1_024;

    private readonly byte[]? _configured;
    private readonly SharedSecrets _secrets;

    public CursorCodec(IOptions<CursorOptions> options, SharedSecrets? secrets = null)
    {
        _configured = options.Value.Secret is { } secret ? Encoding.UTF8.GetBytes(secret) : null;
        _secrets = secrets ?? new SharedSecrets();
    }

    public string Encode(string listKey, Cursor cursor)
    {
        var body = Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{cursor.Skip}:{(cursor.After is null ? "" : "+" + cursor.After)}"));
        Span<byte> token = stackalloc byte[TagBytes + body.Length <= 512 ? TagBytes + body.Length : 0];
        token = token.IsEmpty ? new byte[TagBytes + body.Length] : token;
        Sign(listKey, body, token[..TagBytes]);
        body.CopyTo(token[TagBytes..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>False when the text is not a cursor that this graph has made for this list.</summary>
    public bool TryDecode(string listKey, string text, out Cursor cursor)
    {
        cursor = default;
        if (text.Length > MaxLength || !Base64Url.IsValid(text))
        {
            return false;
        }

        var token = Base64Url.DecodeFromChars(text);
        Span<byte> tag = stackalloc byte[TagBytes];
        if (token.Length <= TagBytes)
        {
            return false;
        }

        var body = token.AsSpan(TagBytes);
        Sign(listKey, body, tag);
        return CryptographicOperations.FixedTimeEquals(tag, token.AsSpan(0, TagBytes)) && TryRead(Encoding.UTF8.GetString(body), out cursor);
    }

    private static bool TryRead(string body, out Cursor cursor)
    {
        cursor = default;
        var colon = body.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !int.TryParse(body.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var skip))
        {
            return false;
        }

        var after = body[(colon + 1)..];
        cursor = new Cursor(after.Length == 0 ? null : after[1..], skip);
        return true;
    }

    private void Sign(string listKey, ReadOnlySpan<byte> body, Span<byte> tag)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _configured ?? _secrets.Of(SharedSecrets.Cursors));
        mac.AppendData(Encoding.UTF8.GetBytes(listKey));
        mac.AppendData([0]);
        mac.AppendData(body);
        Span<byte> full = stackalloc byte[32];
        mac.GetHashAndReset(full);
        full[..TagBytes].CopyTo(tag);
    }
}
