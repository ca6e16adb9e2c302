namespace Graph.Hosting.Admin;

/// <summary>The response cache.</summary>
/// <param name="Enabled">Whether whole responses are kept (<c>ResponseCache:Enabled</c>, <c>EntityCache:Enabled</c>).</param>
/// <param name="Entries">How many are kept.</param>
/// <param name="MaxEntries"><c>ResponseCache:MaxEntries</c>.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="MaxBytes"><c>ResponseCache:MaxBytes</c>.</param>
/// <param name="Evictions">How many had to make room.</param>
/// <param name="Names">Keys and tags that they depend on.</param>
/// <param name="KnownRequests">Requests known by the hash of their bytes.</param>
/// <param name="MaxKnownRequests"><c>ResponseCache:MaxKnownRequests</c>.</param>
internal sealed record ResponsesReport(
    bool Enabled, long Entries, long MaxEntries, long Bytes, long MaxBytes, long Evictions, long Names, long KnownRequests, long MaxKnownRequests);
