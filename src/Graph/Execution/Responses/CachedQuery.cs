using Graph.Caching.ResponseCache;
using Graph.Execution.Documents;
using Graph.Execution.Results;
using GraphQLParser.AST;

namespace Graph.Execution.Responses;

/// <summary>A query whose response may be kept.</summary>
/// <param name="Document">Its document.</param>
/// <param name="Operation">Which of the document's operations.</param>
/// <param name="Request">The request that it came with.</param>
internal sealed record CachedQuery(PreparedDocument Document, GraphQLOperationDefinition Operation, OperationRequest Request)
{
    /// <summary>What its response is kept by.</summary>
    public required ResponseKey Key { get; init; }

    public bool IsPrivate => Document.PlanOf(Operation).IsPrivate;

    public OperationIdentity Identity => OperationSelector.Identify(Operation);
}
