using Graph.Domains.Abstractions;
using Graph.Execution;
using Graph.Execution.Documents;
using GraphQLParser.AST;

namespace Graph.Subscriptions;

/// <summary>What a feed runs, and for whom.</summary>
/// <param name="Document">Valid.</param>
/// <param name="Operation">One of its operations.</param>
/// <param name="Request">The first subscriber's; without a viewer where others may share what comes of it.</param>
internal sealed record Origin(PreparedDocument Document, GraphQLOperationDefinition Operation, OperationRequest Request)
{
    public string TraceId => Request.TraceId;

    public Viewer? Viewer => Request.Viewer;
}
