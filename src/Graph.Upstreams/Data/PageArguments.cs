namespace Graph.Upstreams.Data;

internal readonly record struct PageArguments(int First, string? After);
