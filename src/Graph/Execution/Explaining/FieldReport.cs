using Graph.Caching;
using Graph.Execution.Schema;

namespace Graph.Execution.Explaining;

/// <summary>What was read of one source for one field, or for several that share their calls.</summary>
/// <param name="Paths">The fields, list indexes left out. A key that two fields need counts for the one that asked first.</param>
/// <param name="Type">The type or field of the schema whose <c>@freshness</c> holds.</param>
/// <param name="Source">What metrics and <c>/admin/cache</c> call it.</param>
/// <param name="Upstream">Where it is fetched from.</param>
/// <param name="Policy">How fresh it is.</param>
/// <param name="Keys">The keys that were read.</param>
/// <param name="From">Where their values came from.</param>
/// <param name="Age">How old they are; null when there are none.</param>
/// <param name="Tags">Their tags.</param>
/// <param name="Batches">The sizes of the upstream calls that this has caused.</param>
internal sealed record FieldReport(
    IReadOnlyList<string> Paths,
    string Type,
    string Source,
    string Upstream,
    PolicyReport Policy,
    NamesReport Keys,
    OriginsReport From,
    AgeReport? Age,
    NamesReport Tags,
    IReadOnlyList<int> Batches)
{
    public static IReadOnlyList<FieldReport> Of(Explanation explanation, TimeProvider time)
    {
        var fields = explanation.Reads
            .GroupBy(read => (read.Place.Key, read.Batch.Source.Definition))
            .Select(of => Of(of.First().Place, of.Key.Definition, [.. of.Select(read => read.Batch)], explanation.Calls, time))
            .ToList();
        if (explanation.Reads.Count == 0)
        {
            fields.AddRange(explanation.Calls.Where(call => call.Call.Kind != ObservedCallKind.Write)
                .GroupBy(call => (call.Places[0].Key, call.Call.Source))
                .Select(of => Of(of.First().Places[0], of.Key.Source, [.. of.Select(call => call.Call)])));
        }

        return fields;
    }

    private static FieldReport Of(
        ReadPlace place, SourceDefinition source, IReadOnlyList<ReadBatch> batches, IReadOnlyList<PlacedCall> calls, TimeProvider time)
    {
        var reads = batches.SelectMany(batch => batch.Reads).ToList();
        return new FieldReport(
            place.Paths,
            source.Source.Policy,
            source.Label,
            source.Domain,
            PolicyReport.Of(source.Policy),
            NamesReport.Of([.. batches.SelectMany(batch => Enumerable.Range(0, batch.Reads.Length).Select(batch.NameOf)).Distinct()]),
            OriginsReport.Of([.. reads.Select(read => read.Origin)]),
            AgeReport.Of([.. reads.Where(read => read.Origin != ReadOrigin.Failed).Select(AgeOf)]),
            NamesReport.Of([.. reads.SelectMany(read => read.Tags).Distinct()]),
            [.. calls.Where(call => call.Call.Kind != ObservedCallKind.Write && call.Call.Source == source && call.Places.Contains(place)).Select(call => call.Call.BatchSize)]);

        TimeSpan AgeOf(KeyRead read) => time.GetElapsedTime(read.Entry?.FetchedAt ?? read.Landed!.FetchedAt);
    }

    // Without the cache: every key is fetched, and nobody knows tags or ages.
    private static FieldReport Of(ReadPlace place, SourceDefinition source, IReadOnlyList<ObservedCall> calls)
    {
        var (keys, failed) = (calls.Sum(call => call.Keys.Count), calls.Sum(call => call.Failed));
        return new FieldReport(
            place.Paths,
            source.Source.Policy,
            source.Label,
            source.Domain,
            PolicyReport.Of(source.Policy),
            new NamesReport(keys, []),
            new OriginsReport { Upstream = keys - failed, Failed = failed },
            null,
            new NamesReport(0, []),
            [.. calls.Select(call => call.BatchSize)]);
    }
}
