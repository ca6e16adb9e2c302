using System.Diagnostics;
using Graph.Caching.Memory;

namespace Graph.Caching.Flights;

/// <summary>One key on its way from the upstream, with everybody who waits for it. All but the completion belongs to the source's lock.</summary>
internal sealed class Flight<T>(CacheKey key, ReadKey read, string logicalKey, BatchOwner owner, LoadRequest? starter) where T : class
{
    private readonly TaskCompletionSource<FlightResult<T>?> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CacheKey Key { get; } = key;

    public ReadKey Read { get; } = read;

    public string LogicalKey { get; } = logicalKey;

    /// <summary>Whose it is. All who join are the same viewer's requests: the viewer is part of the key.</summary>
    public BatchOwner Owner { get; } = owner;

    /// <summary>The trace id of the request that started it.</summary>
    public string? TraceId { get; } = starter?.TraceId;

    /// <summary>What the request that started it was doing: where the spans of its fetch belong, and what <c>traceparent</c> names when
    /// nobody listens to spans.</summary>
    public Activity? Parent { get; } = Activity.Current;

    public long AddedAt { get; init; }

    /// <summary>Whether it only renews what memory has and readers are served meanwhile.</summary>
    public bool IsRefresh { get; init; }

    /// <summary>Whether it asks the upstream whatever the caches have (R14).</summary>
    public bool PassesCaches { get; init; }

    /// <summary>The requests that wait for it have nothing to count: the one that started it is charged when the upstream is asked.</summary>
    public LoadRequest? Starter { get; } = starter;

    /// <summary>Whether it is under way: until then it will begin after anything that has happened so far.</summary>
    public bool HasStarted { get; set; }

    /// <summary>The moment immediately before the upstream call (R10), once it <see cref="HasStarted"/>.</summary>
    public BatchStart Start { get; set; }

    /// <summary>The copy whose version is sent along: what an unchanged upstream stands for. Null: the value is fetched whatever it is.</summary>
    public CacheEntry<T>? Donor { get; set; }

    /// <summary>How often the upstream has answered with less than what is known already.</summary>
    public int Refusals { get; set; }

    /// <summary>How often a purge or deletion has come while it was under way.</summary>
    public int Overtakings { get; set; }

    /// <summary>The flight that has taken its place in the table.</summary>
    public Flight<T>? Successor { get; set; }

    /// <summary>Null when those who wait must move to the <see cref="Successor"/>.</summary>
    public Task<FlightResult<T>?> Completion => _completion.Task;

    public void Complete(FlightResult<T>? result) => _completion.TrySetResult(result);
}
