namespace Graph.Upstreams.Stats;

internal sealed record StatsReport(long Requests, IReadOnlyDictionary<string, ServiceStats> Services);
