using Graph.Domains.Abstractions;

namespace Graph.Caching;

/// <summary>How the values of a source are fetched, versioned, tagged and batched.</summary>
internal abstract class SourceDefinition<T>(Source source, string domain) : SourceDefinition(source, domain) where T : class
{
    /// <summary>Keys of one group may share a call; a negative group is always a call of its own.</summary>
    public abstract int GroupOf(ReadKey key);

    public abstract long? VersionOf(T value);

    /// <summary>The tags of a key, whose value is null when it was not found.</summary>
    public abstract IReadOnlyList<string> TagsOf(ReadKey key, T? value);

    /// <summary>Whether the value holds all there is, so that it answers a read of any extent.</summary>
    public abstract bool IsComplete(T? value);

    public abstract ValueTask<LoadResult<T>[]> FetchAsync(IReadOnlyList<ReadKey> keys, FetchContext context);

    /// <summary>Reads one value by itself, where the source <see cref="SourceDefinition.HasSingleRead"/>.</summary>
    public virtual ValueTask<LoadResult<T>> FetchOneAsync(ReadKey key, FetchContext context) =>
        throw new NotSupportedException($"'{Source.Name}' has no single read.");

    public int BatchSizeOf(int group) => group < 0 ? 1 : MaxBatchSize;

    public override CachedSource CreateCache(CacheParts parts, int number) => new CachedSource<T>(this, parts, number);
}
