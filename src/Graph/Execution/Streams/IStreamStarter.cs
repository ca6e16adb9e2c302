using Graph.Execution.Documents;
using Graph.Execution.Results;
using GraphQLParser.AST;

namespace Graph.Execution.Streams;

/// <summary>Starts subscriptions of valid documents. What they read, and who shares it, is behind it.</summary>
internal interface IStreamStarter
{
    /// <param name="document">Within the limits, and valid.</param>
    /// <param name="operation">One of its subscriptions.</param>
    /// <param name="request">As the transport has received it.</param>
    /// <param name="cancellation">Ends the start, not what has started: that ends by disposing of its stream.</param>
    /// <returns><see cref="OperationResult.Started"/>, or a refusal.</returns>
    ValueTask<OperationResult> StartAsync(
        PreparedDocument document, GraphQLOperationDefinition operation, OperationRequest request, CancellationToken cancellation);
}
