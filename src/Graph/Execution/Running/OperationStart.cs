using Graph.Execution.Documents;
using Graph.Execution.Plans;
using GraphQLParser.AST;

namespace Graph.Execution.Running;

/// <summary>An operation that can be run: compiled, and with the values of a request's variables.</summary>
internal sealed record OperationStart(
    PreparedDocument Document, GraphQLOperationDefinition Operation, CompiledOperation Compiled, OperationInput Input);
