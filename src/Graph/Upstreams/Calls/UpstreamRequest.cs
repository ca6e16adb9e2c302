using Graph.Domains.Abstractions;

namespace Graph.Upstreams.Calls;

/// <summary>What is asked of an upstream.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Where.</param>
/// <param name="MayRepeat">Whether sending it twice does no more than sending it once: reads, and writes marked idempotent.
/// Nothing else is ever retried.</param>
internal sealed record UpstreamRequest(HttpMethod Method, UpstreamPath Path, bool MayRepeat)
{
    public static UpstreamRequest Get(UpstreamPath path) => new(HttpMethod.Get, path, MayRepeat: true);
}
