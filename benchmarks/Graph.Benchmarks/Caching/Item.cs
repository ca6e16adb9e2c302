namespace Graph.Benchmarks.Caching;

internal sealed record Item(string Id, long Version);
