using Graph.Domains.Abstractions;

namespace Graph.Execution.Results;

/// <summary>Bounds the errors of a response.</summary>
internal static class ErrorList
{
    public static IReadOnlyList<GraphError> Capped(IReadOnlyList<GraphError> errors, int limit) =>
        errors.Count <= limit ? errors : WithRest(errors.Take(limit), errors.Count - limit);

    /// <summary>Adds the last error, which counts those left out.</summary>
    public static IReadOnlyList<GraphError> WithRest(IEnumerable<GraphError> errors, int leftOut) => leftOut == 0
        ? [.. errors]
        : [.. errors, new GraphError(ErrorCodes.LimitExceeded, $"{leftOut} more errors are left out ({LimitOptions.SectionName}:{nameof(LimitOptions.Errors)}).")];
}
