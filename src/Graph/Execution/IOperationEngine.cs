using Graph.Execution.Documents;
using Graph.Execution.Results;
using GraphQLParser.AST;

namespace Graph.Execution;

/// <summary>Runs one operation of a valid document. The one thing to replace for another executor.</summary>
internal interface IOperationEngine
{
    Task<OperationResult> RunAsync(PreparedDocument document, GraphQLOperationDefinition operation, OperationRequest request, CancellationToken cancellation);
}
