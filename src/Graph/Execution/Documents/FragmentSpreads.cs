using Graph.Domains.Abstractions;
using Graph.Execution.Results;
using GraphQLParser.AST;

namespace Graph.Execution.Documents;

/// <summary>How large the operations become once every fragment is spread, without spreading any: each fragment is measured once and the
/// sums saturate, so a document whose fragments double a hundred times is refused in linear time.</summary>
internal sealed class FragmentSpreads
{
    /// <summary>Before equal fields are merged there may be this many times as many.</summary>
    private const int UnmergedFactor = 10;

    private readonly PreparedDocument _document;
    private readonly long _limit;
    private readonly Dictionary<GraphQLFragmentDefinition, long?> _sizes = [];
    private GraphQLFragmentSpread? _cycle;

    private FragmentSpreads(PreparedDocument document, LimitOptions limits)
    {
        _document = document;
        _limit = (long)limits.Fields * UnmergedFactor;
    }

    public static GraphError? Check(PreparedDocument document, LimitOptions limits)
    {
        var spreads = new FragmentSpreads(document, limits);
        var total = document.Operations.Aggregate(0L, (sum, operation) => spreads.Saturated(sum + spreads.SizeOf(operation.SelectionSet)));
        var largest = document.Fragments.Values.Aggregate(0L, (most, fragment) => Math.Max(most, spreads.SizeOf(fragment)));
        if (spreads._cycle is { } cycle)
        {
            return new GraphError(ErrorCodes.ValidationFailed, $"Cannot spread fragment '{cycle.FragmentName.Name.StringValue}' within itself.")
            {
                Locations = [Locations.Of(document.Ast, cycle)],
            };
        }

        return Math.Max(total, largest) > spreads._limit
            ? LimitErrors.Exceeded(
                "With its fragments spread, the document selects more than {0} times", spreads._limit, $"{nameof(limits.Fields)} x {UnmergedFactor}")
            : null;
    }

    private long SizeOf(GraphQLFragmentDefinition fragment)
    {
        if (_sizes.TryGetValue(fragment, out var known))
        {
            return known ?? 0;
        }

        _sizes.Add(fragment, null);
        var size = SizeOf(fragment.SelectionSet);
        _sizes[fragment] = size;
        return size;
    }

    private long SizeOf(GraphQLSelectionSet? set)
    {
        var size = 0L;
        foreach (var selection in set?.Selections ?? [])
        {
            size = Saturated(size + 1 + selection switch
            {
                GraphQLFragmentSpread spread => SizeOf(spread),
                IHasSelectionSetNode parent => SizeOf(parent.SelectionSet),
                _ => 0,
            });
        }

        return size;
    }

    private long SizeOf(GraphQLFragmentSpread spread)
    {
        if (!_document.Fragments.TryGetValue(spread.FragmentName.Name.Value, out var fragment))
        {
            return 0;
        }

        if (_sizes.TryGetValue(fragment, out var size) && size is null)
        {
            _cycle ??= spread;
            return 0;
        }

        return SizeOf(fragment);
    }

    private long Saturated(long size) => Math.Min(size, _limit + 1);
}
