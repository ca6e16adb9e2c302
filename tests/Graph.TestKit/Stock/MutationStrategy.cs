using GraphQL.Execution;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace Graph.TestKit.Stock;

/// <summary>One root field after the other, each with its whole selection, as the specification has it for mutations (6.2.2).</summary>
internal sealed class MutationStrategy : BatchingStrategy
{
    public override async Task ExecuteNodeTreeAsync(ExecutionContext context, ExecutionNode rootNode)
    {
        var scope = (StockScope)context.UserContext;
        // Before the first one there is nothing to keep: the request is refused as a whole.
        scope.Cancellation.ThrowIfCancellationRequested();
        foreach (var field in ((RootExecutionNode)rootNode).SubFields ?? [])
        {
            scope.ForgetReads();
            await base.ExecuteNodeTreeAsync(context, field);
        }
    }
}
