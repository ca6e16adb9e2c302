namespace Graph.Upstreams;

/// <summary>An upstream that a domain has brought along; registered once for each.</summary>
internal sealed record UpstreamName(string Value);
