using System.Globalization;
using Graph.Domains.Abstractions;
using Graph.Execution.Results;

namespace Graph.Execution.Documents;

/// <summary>The errors for what is over a limit. Each names the limit and its setting.</summary>
internal static class LimitErrors
{
    public static GraphError Exceeded(string what, long limit, string setting) => new(
        ErrorCodes.LimitExceeded, $"{string.Format(CultureInfo.InvariantCulture, what, limit)} ({LimitOptions.SectionName}:{setting}).");

    public static GraphError TooDeep(int limit, string setting, IReadOnlyList<SourceLocation> locations)
    {
        var message = $"The operation is nested deeper than {limit} fields ({LimitOptions.SectionName}:{setting}).";
        return new GraphError(ErrorCodes.DepthLimitExceeded, message) { Locations = locations };
    }
}
