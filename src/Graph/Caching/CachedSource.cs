namespace Graph.Caching;

/// <summary>The cache of one source, whatever the type of its values.</summary>
internal abstract class CachedSource(SourceDefinition definition, int number)
{
    public SourceDefinition Definition { get; } = definition;

    /// <summary>The source's number in this process: part of its cache keys.</summary>
    public int Number { get; } = number;

    public CacheStatistics Statistics { get; protected init; } = null!;

    public RefreshStatistics Refreshes { get; } = new();

    /// <summary>How many keys are on their way from the upstream.</summary>
    public abstract int InFlight { get; }

    /// <summary>How many keys are in calls or wait for a lane.</summary>
    public abstract int LaneKeys { get; }

    public CacheKey KeyOf(ReadKey read, LoadRequest request) =>
        new(Number, read.Id, Definition.IsPrivate ? request.Viewer?.Id ?? CacheKey.Anonymous : null);
}
