using Graph.Invalidation;

namespace Graph.Caching.Writes;

/// <summary>What the writes of all sources share.</summary>
/// <param name="Log">Where their records go.</param>
/// <param name="Ids">Makes logical keys.</param>
/// <param name="Fills">Whether there is a cache to fill.</param>
/// <param name="Logger">For defects of domains.</param>
/// <param name="Stopping">The end of the process: the only thing that ends a write under way.</param>
internal sealed record WriteParts(IInvalidationLog Log, SecretIds Ids, bool Fills, ILogger Logger, CancellationToken Stopping);
