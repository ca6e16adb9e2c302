namespace Graph.Caching.Memory;

internal sealed class CacheEntry<T> : CacheEntry where T : class
{
    /// <summary>Null when the upstream does not know the key.</summary>
    public required T? Value { get; init; }

    public override bool IsFound => Value is not null;
}
