using Graph.Domains.Abstractions;
using Graph.Execution.Schema;
using GraphQL;
using GraphQL.Execution;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace Graph.TestKit.Stock;

/// <summary>GraphQL.NET's parallel strategy, for which a failure is a result: thrown, the failures of a long list would cost more than its values.</summary>
internal class BatchingStrategy : ParallelExecutionStrategy
{
    protected override Task ExecuteNodeAsync(ExecutionContext context, ExecutionNode node)
    {
        if (Denied(context, node) is { } failure)
        {
            SetNodeError(context, node, new FieldError(failure));
            return Task.CompletedTask;
        }

        return base.ExecuteNodeAsync(context, node);
    }

    protected override Task CompleteNodeAsync(ExecutionContext context, ExecutionNode node)
    {
        if (node.Result is ILoadResult element)
        {
            node.Result = (object?)element.Failure ?? element.Value;
        }

        if (node.Result is Enum member)
        {
            node.Result = SdlEnumNames.Of(member.ToString());
        }

        if (node.Result is Failure failure)
        {
            SetNodeError(context, node, new FieldError(failure));
            return Task.CompletedTask;
        }

        return base.CompleteNodeAsync(context, node);
    }

    protected override void SetNodeError(ExecutionContext context, ExecutionNode node, ExecutionError error)
    {
        node.Result = null;
        if (((StockScope)context.UserContext).HasRoomForError())
        {
            base.SetNodeError(context, node, error);
        }
    }

    /// <summary>Why the viewer may not have a field; null when nothing stands against it. The elements of a list are no fields.</summary>
    private static Failure? Denied(ExecutionContext context, ExecutionNode node) =>
        ((StockScope)context.UserContext).Denied is { Count: > 0 } denied && node.Parent is ObjectExecutionNode parent
            ? denied.GetValueOrDefault(new FieldCoordinate(parent.GetObjectGraphType(context.Schema)!.Name, node.FieldDefinition.Name))
            : null;
}
