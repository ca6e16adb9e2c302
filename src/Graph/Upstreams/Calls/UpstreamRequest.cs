using Graph.Domains.Abstractions;

namespace Graph.Upstreams.Calls;

/// <summary>What is asked of an upstream.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Where.</param>
/// <param name="MayRepeat">Whether sending it twice does no more than sending it once: reads, and writes with an idempotency key.
/// Nothing else is ever retried.</param>
internal sealed record UpstreamRequest(HttpMethod Method, UpstreamPath Path, bool MayRepeat)
{
    /// <summary>What is written; null for reads.</summary>
    public UpstreamWrite? Write { get; private init; }

    /// <summary>The version that the caller has a copy of: sent as <c>If-None-Match</c>, and 304 is an answer then.</summary>
    public long? KnownVersion { get; private init; }

    public static UpstreamRequest Get(UpstreamPath path, long? knownVersion = null) =>
        new(HttpMethod.Get, path, MayRepeat: true) { KnownVersion = knownVersion };

    /// <exception cref="ArgumentException">The idempotency key cannot stand in a header. Left out of it, the write would be sent again
    /// without one.</exception>
    public static UpstreamRequest Of(UpstreamWrite write) => write.IdempotencyKey is { } key && !(HeaderText.IsSafe(key) && key.Trim().Length > 0)
        ? throw new ArgumentException("An idempotency key must be of printable ASCII characters.", nameof(write))
        : new(write.Method, write.Path, MayRepeat: write.IdempotencyKey is not null) { Write = write };
}
