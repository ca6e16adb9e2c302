using System.Buffers;
using System.Text;
using System.Text.Json;
using Graph.Execution.Results;
using Graph.Execution.Schema;
using GraphQLParser.AST;

namespace Graph.Tests.Execution.Differential;

/// <summary>Whether two answers say the same. Of the errors below one null GraphQL.NET keeps all; the graph keeps the one that caused it.</summary>
internal sealed class Verdict(SdlIndex sdl, string root)
{
    /// <returns>What is different; null when nothing is.</returns>
    public string? Difference(OperationResult ours, OperationResult stock)
    {
        if (ours.Outcome != stock.Outcome)
        {
            return $"Outcome {ours.Outcome}, not {stock.Outcome}: {string.Join(" ", ours.Errors.Concat(stock.Errors).Select(error => error.Message))}";
        }

        var (data, expected) = (DataOf(ours), DataOf(stock));
        return data != expected ? $"Data {data}\n not {expected}"
            : stock.Outcome == ResultOutcome.Executed ? ErrorsDifference(ours.Errors, stock.Errors, expected)
            : Texts(ours.Errors).SequenceEqual(Texts(stock.Errors)) ? null
            : $"Errors {string.Join("\n", Texts(ours.Errors))}\n not {string.Join("\n", Texts(stock.Errors))}";
    }

    private string? ErrorsDifference(IReadOnlyList<GraphError> ours, IReadOnlyList<GraphError> stock, string data)
    {
        using var document = JsonDocument.Parse(data);
        var groups = stock.GroupBy(error => Nulled(document.RootElement, error)).ToDictionary(group => group.Key, group => group.ToArray());
        foreach (var error in ours)
        {
            if (!groups.Remove(Nulled(document.RootElement, error), out var group))
            {
                return $"An error more than one for its null: {Text(error)}";
            }

            if (!group.Any(candidate => IsSame(error, candidate)) || !Explains(error, document.RootElement))
            {
                return $"{Text(error)}\n is none of what made null:\n{string.Join("\n", Texts(group))}";
            }
        }

        return groups.Count == 0 ? null : $"Missing for {groups.First().Key}: {Text(groups.First().Value[0])}";
    }

    /// <summary>GraphQL.NET does not say where fields stand that it has merged.</summary>
    private static bool IsSame(GraphError ours, GraphError stock) =>
        Text(ours with { Locations = [] }) == Text(stock with { Locations = [] })
        && (stock.Locations.Count == 0 || ours.Locations.SequenceEqual(stock.Locations));

    /// <summary>The path of the null that an error has led to.</summary>
    private static string Nulled(JsonElement data, GraphError error) => string.Join("/", error.Path!.Take(NulledDepth(data, error.Path!)));

    private static int NulledDepth(JsonElement data, IReadOnlyList<object> path)
    {
        var depth = 0;
        for (; depth < path.Count && data.ValueKind != JsonValueKind.Null; depth++)
        {
            data = path[depth] is int index ? data[index] : data.GetProperty((string)path[depth]);
        }

        return depth;
    }

    /// <summary>Whether everything between the null and the error may not be null.</summary>
    private bool Explains(GraphError error, JsonElement data)
    {
        var path = error.Path!;
        var nulled = NulledDepth(data, path);
        GraphQLType? type = null;
        for (var i = 0; i < path.Count; i++)
        {
            type = path[i] is string key
                ? FieldType(i == 0 ? root : SdlIndex.NamedType(type!), RandomDocuments.FieldOf(key))
                : ((GraphQLListType)(type is GraphQLNonNullType nonNull ? nonNull.Type : type!)).Type;
            if (i >= nulled && type is not GraphQLNonNullType)
            {
                return false;
            }
        }

        return true;
    }

    private GraphQLType FieldType(string type, string field) => sdl.ObjectTypes(type)
        .SelectMany(possible => sdl.Objects[possible].Fields!.Items)
        .First(candidate => candidate.Name.Value == field).Type;

    private static IEnumerable<string> Texts(IEnumerable<GraphError> errors) => errors.Select(Text);

    private static string Text(GraphError error) =>
        $"{error.Code} '{error.Message}' at {string.Join("/", error.Path ?? [])} ({string.Join(" ", error.Locations)}) {error.Upstream} {error.Retryable} {error.TraceId}";

    private static string DataOf(OperationResult result)
    {
        var buffer = new ArrayBufferWriter<byte>();
        result.Data?.WriteTo(buffer);
        return result.Data is null ? "null" : Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
