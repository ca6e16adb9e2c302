using Graph.Domains.Abstractions;
using Graph.Execution.Documents;
using Graph.Execution.Results;
using GraphQLParser.AST;

namespace Graph.Execution.Streams;

/// <summary>Where nothing serves subscriptions.</summary>
internal sealed class NoStreams : IStreamStarter
{
    private static readonly OperationResult Refusal =
        OperationResult.Refused(ResultOutcome.BadRequest, new GraphError(ErrorCodes.BadUserInput, "This server has no subscriptions."));

    public ValueTask<OperationResult> StartAsync(
        PreparedDocument document, GraphQLOperationDefinition operation, OperationRequest request, CancellationToken cancellation) => new(Refusal);
}
