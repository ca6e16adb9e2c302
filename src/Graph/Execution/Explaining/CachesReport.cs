namespace Graph.Execution.Explaining;

/// <summary>Which caches there are.</summary>
/// <param name="Entities">The setting <c>EntityCache:Enabled</c>. Without it only calls are known, and the keys are counted but not named.</param>
/// <param name="Responses">Whether whole responses are kept.</param>
internal sealed record CachesReport(bool Entities, bool Responses);
