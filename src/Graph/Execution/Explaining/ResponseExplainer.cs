using Graph.Caching;
using Graph.Caching.ResponseCache;
using Graph.Execution.Documents;
using Graph.Execution.Responses;
using Graph.Execution.Results;
using GraphQLParser.AST;

namespace Graph.Execution.Explaining;

/// <summary>Says of a result who may share it, how long it is of use, and whether it would be kept; by the code that decides so.</summary>
internal sealed class ResponseExplainer(ResponseScope scope, ResponseStore store, ResponseTimes times, ResponseMaking making, TimeProvider time)
{
    private const string Mutation = "mutation";

    public ResponseReport Explain(
        PreparedDocument document, GraphQLOperationDefinition operation, OperationRequest request, OperationResult result, Explanation explanation)
    {
        var plan = document.PlanOf(operation);
        var (key, bypass) = operation.Operation == OperationType.Query ? scope.Of(document, operation, request) : (default, Mutation);
        var (keys, tags) = NamesIn(explanation);
        var why = bypass ?? making.RefusalOf(result, explanation.All, keys + tags);
        var life = explanation.All is { Count: > 0, AreKept: true } ? times.LifeOf(explanation.All) : null;
        return new ResponseReport(plan.IsPrivate ? "PRIVATE" : "PUBLIC", [.. plan.PrivateBy.Order(StringComparer.Ordinal)])
        {
            FreshForSeconds = life is null ? null : Seconds(times.TimesOf(life).StaleAt - time.GetTimestamp()),
            ExpiresInSeconds = life is null ? null : Seconds(times.TimesOf(life).ExpireAt - time.GetTimestamp()),
            LimitedBy = life is null ? null : LimitIn(explanation, life),
            Keys = keys,
            Tags = tags,
            WouldBeKept = why is null,
            Why = why,
            Kept = bypass is null ? Kept(plan.IsPrivate ? key.For(request.Viewer!) : key) : null,
        };
    }

    /// <summary>Counts the names that a response of it would depend on; a tag that is also a key is a key.</summary>
    private static (int Keys, int Tags) NamesIn(Explanation explanation)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var tags = new HashSet<string>(StringComparer.Ordinal);
        foreach (var batch in explanation.Reads.Select(read => read.Batch))
        {
            for (var i = 0; i < batch.Reads.Length; i++)
            {
                keys.Add(batch.NameOf(i));
                tags.UnionWith(batch.Reads[i].Tags);
            }
        }

        tags.ExceptWith(keys);
        return (keys.Count, tags.Count);
    }

    private static LimitReport LimitIn(Explanation explanation, ResponseLife life) => new(
        life.Limit,
        life.LimitKey,
        explanation.Reads.FirstOrDefault(read => Holds(read.Batch, life))?.Place.Paths ?? []);

    private static bool Holds(ReadBatch batch, ResponseLife life) =>
        batch.Source.Definition.Label == life.Limit && batch.Reads.Any(read => read.Entry?.Key == life.LimitKey);

    private KeptReport? Kept(ResponseKey key)
    {
        if (!store.TryGet(key, out var kept))
        {
            return null;
        }

        var (now, at) = (time.GetTimestamp(), times.TimesOf(kept.Life));
        return new KeptReport(Seconds(now - at.FetchedAt), Seconds(at.StaleAt - now), Seconds(at.ExpireAt - now));
    }

    private double Seconds(long ticks) => Math.Round(ticks / (double)time.TimestampFrequency, 3);
}
