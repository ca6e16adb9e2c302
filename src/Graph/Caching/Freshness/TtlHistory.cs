using Graph.Invalidation;

namespace Graph.Caching.Freshness;

/// <summary>What is remembered of a key whose ttl adapts.</summary>
/// <param name="Ttl">The ttl in force.</param>
/// <param name="Since">The start of the fetch that chose it (a <see cref="TimeProvider"/> timestamp).</param>
/// <param name="Fingerprint">The value's version, or a hash of its content.</param>
/// <param name="Version">The value's version.</param>
/// <param name="Tags">The value's tags.</param>
/// <param name="Start">The start of the fetch that brought it: what the log has said since tells whether it was invalidated.</param>
internal sealed record TtlHistory(
    TimeSpan Ttl, long Since, long Fingerprint, long? Version, IReadOnlyList<string> Tags, Mark Start);
