namespace Graph.Upstreams.Events;

internal sealed record Destination(Uri Url, string? Secret);
