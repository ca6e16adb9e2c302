using System.ComponentModel.DataAnnotations;

namespace Graph.Upstreams.Configuration;

/// <summary>How one upstream is called: <c>Upstreams:&lt;Name&gt;</c>, over <c>Upstreams:Defaults</c>.</summary>
internal sealed class UpstreamClientOptions
{
    /// <summary>Where the service is; a path in it is kept, so <c>http://host/api</c> makes <c>http://host/api/products</c>.</summary>
    /// <value>None: <see cref="UpstreamClientsOptions.BaseAddress"/>, or else the embedded upstreams.</value>
    public Uri? BaseAddress { get; set; }

    /// <summary>Keys in one batch read.</summary>
    /// <value>100, the most that the upstream contract allows.</value>
    [Range(1, 10_000)]
    public int MaxBatchSize { get; set; } = 100;

    /// <summary>Bytes of an answer's body, after decompression; a longer one is <c>UPSTREAM_INVALID_RESPONSE</c>.</summary>
    /// <value>8 MB.</value>
    [Range(1, 1 << 30)]
    public int MaxResponseBytes { get; set; } = 8 << 20;

    /// <summary>Attempts under way at once. A call that waits for its retry holds none of them.</summary>
    /// <value>64.</value>
    [Range(1, 10_000)]
    public int MaxConcurrentCalls { get; set; } = 64;

    /// <summary>Attempts that may wait for others to end; past it a call is <c>UPSTREAM_UNAVAILABLE</c> at once.</summary>
    /// <value>256.</value>
    [Range(0, 100_000)]
    public int MaxQueuedCalls { get; set; } = 256;

    /// <summary>Whether the viewer's own bearer token goes along with every call. All types that this upstream answers must then be
    /// PRIVATE; the start checks it. Said for each upstream by itself, since a token opens more than one service.</summary>
    /// <value>False.</value>
    public bool ForwardToken { get; set; }

    /// <summary>Whether a value that the graph has a copy of is read by itself, and only if it has changed (<c>If-None-Match</c>, 304), where
    /// its domain has declared a single read. Saves bodies and costs batches: for upstreams that tell their changes by ETag alone.</summary>
    /// <value>False.</value>
    public bool ConditionalRefresh { get; set; }

    /// <summary>Looking for changes that the upstream does not announce.</summary>
    public DetectChangesOptions DetectChanges { get; } = new();

    /// <summary>How long the upstream may take.</summary>
    public TimeoutOptions Timeout { get; } = new();

    /// <summary>When a failed attempt is repeated.</summary>
    public RetryOptions Retry { get; } = new();

    /// <summary>When an upstream that fails is left alone.</summary>
    public CircuitBreakerOptions CircuitBreaker { get; } = new();
}
