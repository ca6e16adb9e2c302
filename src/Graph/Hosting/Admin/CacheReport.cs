namespace Graph.Hosting.Admin;

/// <summary>The answer of <c>GET /admin/cache</c>: this instance's memory. It names types only, never a key, an id or a tag.</summary>
/// <param name="Enabled">Whether values are kept at all (<c>EntityCache:Enabled</c>).</param>
/// <param name="Totals">All types together.</param>
/// <param name="Types">Each type and each list, by name.</param>
/// <param name="Responses">Whole responses.</param>
/// <param name="AgesOfEvery">Of how many values one was looked at for the medians: 1 is each; more when there are very many.</param>
/// <param name="Invalidation">Where this instance is in the invalidation log.</param>
internal sealed record CacheReport(
    bool Enabled, CacheTotals Totals, ResponsesReport Responses, IReadOnlyList<TypeReport> Types, int AgesOfEvery, LogReport Invalidation);
