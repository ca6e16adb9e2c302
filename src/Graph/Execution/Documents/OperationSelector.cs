using Graph.Domains.Abstractions;
using Graph.Execution.Results;
using GraphQLParser.AST;

namespace Graph.Execution.Documents;

/// <summary>GetOperation of the specification (6.1).</summary>
internal static class OperationSelector
{
    /// <param name="document">The operations to choose from.</param>
    /// <param name="name">Null or empty when the client gave none.</param>
    public static (GraphQLOperationDefinition? Operation, GraphError? Error) Select(PreparedDocument document, string? name)
    {
        var operations = document.Operations;
        if (operations.Count == 0)
        {
            return (null, new GraphError(ErrorCodes.ValidationFailed, "The document has no operation."));
        }

        if (string.IsNullOrEmpty(name))
        {
            return operations.Count == 1
                ? (operations[0], null)
                : (null, new GraphError(ErrorCodes.BadUserInput, $"The document has {operations.Count} operations: say which with operationName."));
        }

        return operations.Find(operation => operation.Name?.Value == name) is { } named
            ? (named, null)
            : (null, new GraphError(ErrorCodes.BadUserInput, $"The document has no operation '{Shortened(name)}'."));
    }

    public static OperationIdentity Identify(GraphQLOperationDefinition operation) => new(
        operation.Operation switch { OperationType.Query => "query", OperationType.Mutation => "mutation", _ => "subscription" },
        operation.Name is { } name ? Shortened(name.StringValue) : null);

    private static string Shortened(string name) => name.Length <= OperationIdentity.LongestName ? name : name[..OperationIdentity.LongestName];
}
