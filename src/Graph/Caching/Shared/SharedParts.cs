using Graph.Cluster;
using Graph.Invalidation;
using Microsoft.Extensions.Options;

namespace Graph.Caching.Shared;

/// <summary>What the shared levels of all sources have in common.</summary>
internal sealed class SharedParts
{
    private readonly RedisOptions _options;
    private readonly SecretIds _ids;
    private readonly EntryCodec _plain;
    private readonly EntryCodec? _encrypted;

    public SharedParts(ISharedStore store, SecretIds ids, IOptions<RedisOptions> options)
    {
        _options = options.Value;
        _ids = ids;
        Store = store;
        _plain = new EntryCodec(_options.CompressAbove, _options.MaxValueBytes, cipher: null);
        _encrypted = _options.EncryptionKey is { } key
            ? new EntryCodec(_options.CompressAbove, _options.MaxValueBytes, new BodyCipher(Convert.FromBase64String(key)))
            : null;
    }

    public ISharedStore Store { get; }

    /// <summary>Whether values of a source are kept: PRIVATE ones where they are encrypted, or where the operator has said so for their type.</summary>
    public bool Keeps(SourceDefinition definition) =>
        (_options.Types.TryGetValue(definition.Source.Policy, out var type) ? type.Enabled : null)
        ?? (!definition.IsPrivate || _encrypted is not null);

    public EntryCodec CodecOf(SourceDefinition definition) => definition.IsPrivate && _encrypted is not null ? _encrypted : _plain;

    /// <summary>The key of a value: the shape's version, so that a rolling upgrade never reads another shape; the logical key; and whose it is,
    /// as an HMAC.</summary>
    public string KeyOf(SourceDefinition definition, CacheKey key)
    {
        var shared = $"v{definition.Source.KeyVersion}:{_ids.KeyOf(definition.Source, key.Id)}";
        return key.Viewer is { } viewer ? $"{shared}:{_ids.OfViewer(viewer)}" : shared;
    }
}
