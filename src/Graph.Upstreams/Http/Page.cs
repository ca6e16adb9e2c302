namespace Graph.Upstreams.Http;

internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor, int Total);
