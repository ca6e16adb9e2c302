using Graph.Domains.Abstractions;
using Graph.Execution.Results;
using GraphQL;

namespace Graph.TestKit.Stock;

/// <summary>GraphQL.NET's errors as ours.</summary>
internal static class StockErrors
{
    /// <summary>A variable or an argument whose value does not fit its type.</summary>
    public static GraphError OfInput(ExecutionError error) => new(ErrorCodes.BadUserInput, error.Message) { Locations = LocationsOf(error) };

    /// <summary>Whatever is not a failure of ours is a defect, whose message stays in the log.</summary>
    public static GraphError OfField(ExecutionError error, string traceId)
    {
        var known = error is FieldError field ? GraphError.Of(field.Failure, traceId) : GraphError.Internal(traceId);
        return known with { Path = error.Path is null ? null : [.. error.Path], Locations = LocationsOf(error) };
    }

    private static IReadOnlyList<SourceLocation> LocationsOf(ExecutionError error) =>
        [.. (error.Locations ?? []).Select(location => new SourceLocation(location.Line, location.Column))];
}
