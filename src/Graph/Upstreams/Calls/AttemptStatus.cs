namespace Graph.Upstreams.Calls;

/// <summary>The values of the label <c>status</c> for attempts that have no HTTP status.</summary>
internal static class AttemptStatus
{
    public const string Timeout = "timeout";

    public const string Error = "error";

    public const string Canceled = "canceled";
}
