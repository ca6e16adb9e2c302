using Graph.Execution.Binding;
using GraphQL;

namespace Graph.TestKit.Stock;

/// <summary>The batches of one operation that still gather parents. Used by the operation's own flow alone, so it needs no lock.</summary>
internal sealed class FieldBatches(StockScope scope)
{
    // By place in the text, not by AST node: GraphQL.NET makes a new node for each parent where equal fields are merged.
    private readonly Dictionary<(int Place, BatchBinding Binding), FieldBatch> _gathering = [];

    public PendingField Add(BatchBinding binding, IResolveFieldContext field)
    {
        var key = (field.FieldAst.Location.Start, binding);
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
