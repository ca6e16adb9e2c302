using Graph.Domains.Abstractions;
using Graph.Upstreams;

namespace Graph.Caching;

/// <summary>What the loaders and caches know of the request they work for.</summary>
/// <param name="TraceId">Passed upstream as <c>X-Trace-Id</c> by the fetches that this request starts.</param>
/// <param name="Cancellation">Ends this request's waits; never a fetch that others wait for.</param>
internal sealed record LoadRequest(string? TraceId, CancellationToken Cancellation)
{
    private int _upstreamCalls;
    private volatile bool _sawOptimistic;
    private volatile bool _hasUnplacedWrite;

    /// <summary>How many upstream calls this request may start; beyond it keys fail with <c>LIMIT_EXCEEDED</c>.</summary>
    public int MaxUpstreamCalls { get; init; } = 200;

    /// <summary>Whose request it is, for values of PRIVATE types; null when anonymous.</summary>
    public Viewer? Viewer { get; init; }

    /// <summary>The viewer's own token, for upstreams that are called with it; null when anonymous.</summary>
    public ViewerToken? Token { get; init; }

    /// <summary>How many upstream calls this request has started so far.</summary>
    public int UpstreamCalls => Volatile.Read(ref _upstreamCalls);

    /// <summary>Types whose values were served past their expiry because the upstream fails (stale-if-error); the response says so.</summary>
    public StaleNotes Stale { get; } = new();

    /// <summary>Whether it was given a value with a change of its viewer that is not confirmed yet; the response says so.</summary>
    public bool SawOptimistic
    {
        get => _sawOptimistic;
        set => _sawOptimistic = value;
    }

    /// <summary>Whether one of its writes is known here and has no place in the log yet (R5): then no position tells where it is.</summary>
    public bool HasUnplacedWrite
    {
        get => _hasUnplacedWrite;
        set => _hasUnplacedWrite = value;
    }

    /// <summary>What keys fail with that would need more calls than it may start.</summary>
    public Failure TooManyCalls => new(
        ErrorCodes.LimitExceeded,
        $"The operation needs more than {MaxUpstreamCalls} upstream calls (Limits:UpstreamCalls). Ask for less at once.");

    /// <summary>Whether it reads past every cache and every fetch that has begun already: the client has seen a position of the log that does
    /// not compare with this instance's (R14).</summary>
    public bool PassesCaches { get; init; }

    /// <summary>Whether it waits for what is stale and due for a refresh, which others are served meanwhile.</summary>
    public bool WaitsForRefreshes { get; init; }

    /// <summary>Hears everything that it reads; null where nobody asks.</summary>
    public IReadObserver? Observer { get; init; }

    /// <summary>The same, where it asks for the upstream calls too; null where it does not.</summary>
    public ICallObserver? CallObserver => Observer as ICallObserver;

    public void CountUpstreamCalls(int calls) => Interlocked.Add(ref _upstreamCalls, calls);

    /// <summary>Counts calls that are about to be made, if it may make them; if not, it has used up all that it may.</summary>
    public bool TryCharge(int calls)
    {
        if (Interlocked.Add(ref _upstreamCalls, calls) <= MaxUpstreamCalls)
        {
            return true;
        }

        Interlocked.Add(ref _upstreamCalls, MaxUpstreamCalls); // whatever runs beside it: no more
        return false;
    }
}
