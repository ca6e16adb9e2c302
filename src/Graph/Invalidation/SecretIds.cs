using System.Security.Cryptography;
using System.Text;
using Graph.Cluster;
using Graph.Domains.Abstractions;
using Microsoft.Extensions.Options;

namespace Graph.Invalidation;

/// <summary>Makes the logical keys of ids, by which the log, its index and its reports name values. An id that is a secret appears there
/// only as an HMAC: whoever reads a key can tell two values apart, and read neither.</summary>
internal sealed class SecretIds
{
    // An id of 32 hex digits is common, and looks like an HMAC's; nothing tells the two apart but this.
    private const char Mark = '~';
    private const int HashBytes = 16;

    private readonly byte[]? _configured;
    private readonly SharedSecrets _secrets;

    public SecretIds(IOptions<InvalidationOptions> options, SharedSecrets? secrets = null)
    {
        _configured = options.Value.IdSecret is { } secret ? Encoding.UTF8.GetBytes(secret) : null;
        _secrets = secrets ?? new SharedSecrets();
    }

    /// <summary>The logical key of an id: <c>product:7</c>, or <c>cart:~</c> and the HMAC's hex where ids are secrets.</summary>
    public string KeyOf(Source source, string id) => source.HasSecretIds ? Hide(source.Name, id) : source.KeyOf(id);

    /// <summary>The logical key of what an operator calls by an id, or by what stands for it in a key already.</summary>
    public string KeyOfNamed(Source source, string id) => source.HasSecretIds && IsHidden(id) ? string.Concat(source.Name, ":", id) : KeyOf(source, id);

    /// <summary>What stands for a viewer where others could read it.</summary>
    public string OfViewer(string viewer) => Hide("viewer", viewer);

    private static bool IsHidden(string id) => id.Length == 1 + (2 * HashBytes) && id[0] == Mark && id.Skip(1).All(char.IsAsciiHexDigitLower);

    private string Hide(string name, string id)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_configured ?? _secrets.Of(SharedSecrets.Ids), Encoding.UTF8.GetBytes(name + ":" + id), hash);
        return string.Concat(name, ":", Mark.ToString(), Convert.ToHexStringLower(hash[..HashBytes]));
    }
}
