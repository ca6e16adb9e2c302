using Graph.Execution.Schema;

namespace Graph.Execution.Explaining;

/// <summary>One upstream call.</summary>
/// <param name="Paths">The fields that it was for.</param>
/// <param name="Source">What was fetched or written.</param>
/// <param name="Upstream">Of whom.</param>
/// <param name="Kind"><c>FETCH</c>, <c>REFRESH</c> or <c>WRITE</c>.</param>
/// <param name="Keys">How many keys of this operation.</param>
/// <param name="BatchSize">How many in all: other operations' keys may have gone along.</param>
/// <param name="WaitedMs">How long the first of them waited for it to leave: for Redis, and for a lane.</param>
/// <param name="TookMs">From then until the answer was there, retries included.</param>
/// <param name="Retries">How often it was tried again; null for a write.</param>
/// <param name="Failed">How many of the keys have failed.</param>
/// <param name="Outcome"><c>ok</c>, an error code, or what else came of a write.</param>
internal sealed record CallReport(
    IReadOnlyList<string> Paths,
    string Source,
    string Upstream,
    string Kind,
    int Keys,
    int BatchSize,
    double WaitedMs,
    double TookMs,
    int? Retries,
    int Failed,
    string Outcome)
{
    public static CallReport Of(PlacedCall placed)
    {
        var call = placed.Call;
        return new CallReport(
            [.. placed.Places.SelectMany(place => place.Paths)],
            call.Source.Label,
            call.Source.Domain,
            SdlEnumNames.Of(call.Kind.ToString()),
            call.Keys.Count,
            call.BatchSize,
            Math.Round(call.Waited.TotalMilliseconds, 3),
            Math.Round(call.Took.TotalMilliseconds, 3),
            call.Retries,
            call.Failed,
            call.Problem ?? "ok");
    }
}
