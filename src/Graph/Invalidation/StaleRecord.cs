using Graph.Domains.Abstractions;

namespace Graph.Invalidation;

/// <summary>Gathers what a change makes stale into one record.</summary>
internal sealed class StaleRecord(SecretIds ids) : IStale
{
    private readonly List<KeyInvalidation> _keys = [];
    private readonly List<string> _tags = [];
    private readonly List<string> _patterns = [];

    public IStale Entity(Source source, string id, long? version = null)
    {
        _keys.Add(new KeyInvalidation(ids.KeyOf(source, id), version));
        return this;
    }

    public IStale Added(Source source, string id, long? version = null)
    {
        _keys.Add(new KeyInvalidation(ids.KeyOf(source, id), version, Added: true));
        return this;
    }

    public IStale Deleted(Source source, string id, long? version = null)
    {
        _keys.Add(new KeyInvalidation(ids.KeyOf(source, id), version, Deleted: true));
        return this;
    }

    public IStale Tag(string tag)
    {
        _tags.Add(tag);
        return this;
    }

    public IStale Pattern(string glob)
    {
        _patterns.Add(glob);
        return this;
    }

    public InvalidationRecord Build() => new(_keys, _tags, _patterns);
}
