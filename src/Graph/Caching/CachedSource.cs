using Graph.Caching.Memory;
using Graph.Caching.Refresh;

namespace Graph.Caching;

/// <summary>The cache of one source, whatever the type of its values.</summary>
internal abstract class CachedSource(SourceDefinition definition, int number)
{
    public SourceDefinition Definition { get; } = definition;

    /// <summary>The source's number in this process: part of its cache keys.</summary>
    public int Number { get; } = number;

    public CacheStatistics Statistics { get; protected init; } = null!;

    /// <summary>How many keys are on their way from the upstream.</summary>
    public abstract int InFlight { get; }

    /// <summary>How many keys are in calls or wait for a lane.</summary>
    public abstract int LaneKeys { get; }

    /// <summary>How many refreshes are under way.</summary>
    public abstract int Refreshing { get; }

    /// <summary>The mean ttl of its values.</summary>
    public abstract TimeSpan MeanTtl { get; }

    /// <summary>The times of a value that hold at a moment.</summary>
    public abstract EntryTimes TimesOf(CacheEntry entry, long now);

    /// <summary>The times of a value by its policy alone.</summary>
    /// <param name="entry">The value.</param>
    /// <param name="told">As an EVENT_BASED value has them while its source tells every change; of others it makes no difference.</param>
    public abstract EntryTimes TimesOf(CacheEntry entry, bool told);

    /// <summary>Whether nobody has been given another value of a key since this one.</summary>
    public abstract bool IsLatest(CacheKey place, CacheEntry entry);

    /// <summary>What invalidations call an id.</summary>
    public abstract string LogicalKeyOf(string id);

    /// <summary>Fetches again what has become due.</summary>
    public abstract void Refresh(IReadOnlyList<ScheduledRefresh> due);

    /// <summary>Has everything that is held fetched again, in turn.</summary>
    public abstract void RefreshAll();

    /// <summary>Takes a policy that has changed to what is held already. What is served goes by the new one by itself.</summary>
    public abstract void Retime();

    public CacheKey KeyOf(ReadKey read, LoadRequest request) =>
        new(Number, read.Id, Definition.IsPrivate ? request.Viewer?.Id ?? CacheKey.Anonymous : null);
}
