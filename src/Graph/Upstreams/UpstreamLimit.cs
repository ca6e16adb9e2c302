namespace Graph.Upstreams;

/// <summary>The values of the label <c>limit</c>.</summary>
internal static class UpstreamLimit
{
    public const string Queue = "queue";

    public const string ResponseBytes = "response_bytes";

    public const string RetryBudget = "retry_budget";
}
