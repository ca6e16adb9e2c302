namespace Graph.Upstreams.Resilience;

/// <summary>Where the jitter of retry delays comes from; tests put a seeded one in its place.</summary>
internal sealed record RetryRandom(Random Value);
