using Graph.Execution.Documents;
using Graph.Execution.Running;
using GraphQLParser.AST;

namespace Graph.Execution;

/// <summary>Runs what a subscription selects, on each of its events.</summary>
internal interface ISubscriptionEngine
{
    /// <summary>Takes the values of the variables, once for all events.</summary>
    ValueTask<SubscriptionResult> PrepareAsync(PreparedDocument document, GraphQLOperationDefinition operation, OperationRequest request);
}
