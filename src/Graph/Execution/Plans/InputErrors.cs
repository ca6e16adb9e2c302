using Graph.Domains.Abstractions;
using Graph.Execution.Results;
using GraphQL;

namespace Graph.Execution.Plans;

/// <summary>What GraphQL.NET says of a variable or an argument whose value does not fit its type.</summary>
internal static class InputErrors
{
    public static GraphError Of(ExecutionError error) => new(ErrorCodes.BadUserInput, error.Message)
    {
        Locations = [.. (error.Locations ?? []).Select(location => new SourceLocation(location.Line, location.Column))],
    };
}
