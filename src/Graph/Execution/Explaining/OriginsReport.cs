using Graph.Caching;

namespace Graph.Execution.Explaining;

/// <summary>How many keys came from where.</summary>
internal sealed record OriginsReport
{
    public int Memory { get; init; }

    public int Redis { get; init; }

    public int Upstream { get; init; }

    /// <summary>From memory past their ttl, while they are refreshed.</summary>
    public int Stale { get; init; }

    /// <summary>From a fetch that another operation had started.</summary>
    public int Coalesced { get; init; }

    /// <summary>From memory, since the upstream failed.</summary>
    public int StaleOnError { get; init; }

    public int Failed { get; init; }

    public static OriginsReport Of(IReadOnlyCollection<ReadOrigin> origins)
    {
        return new OriginsReport
        {
            Memory = Count(ReadOrigin.Memory),
            Redis = Count(ReadOrigin.Redis),
            Upstream = Count(ReadOrigin.Upstream),
            Stale = Count(ReadOrigin.Stale),
            Coalesced = Count(ReadOrigin.Coalesced),
            StaleOnError = Count(ReadOrigin.StaleOnError),
            Failed = Count(ReadOrigin.Failed),
        };

        int Count(ReadOrigin origin) => origins.Count(read => read == origin);
    }
}
