using Graph.Execution.Binding;
using Graph.Execution.Plans;
using GraphQL;

namespace Graph.TestKit.Stock;

/// <summary>The batches of one operation that still gather parents. Used by the operation's own flow alone, so it needs no lock.</summary>
internal sealed class FieldBatches(StockScope scope)
{
    // Not by AST node nor by its place in the text: GraphQL.NET makes a new node, without a place, for each parent where equal fields are merged.
    private readonly Dictionary<(string Key, BatchBinding Binding, object? Arguments), FieldBatch> _gathering = [];

    public PendingField Add(BatchBinding binding, IResolveFieldContext field)
    {
        var key = ((field.FieldAst.Alias?.Name ?? field.FieldAst.Name).StringValue, binding, (object?)field.Arguments);
        if (!_gathering.TryGetValue(key, out var batch))
        {
            batch = new FieldBatch(binding, ArgumentValues.Convert(field.Arguments), scope, onDispatch: () => _gathering.Remove(key));
            _gathering.Add(key, batch);
        }

        return batch.Add(field.Source ?? Root);
    }

    /// <summary>The parent of root fields.</summary>
    private static readonly object Root = new();
}
