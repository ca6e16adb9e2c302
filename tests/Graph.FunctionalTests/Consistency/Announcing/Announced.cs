namespace Graph.FunctionalTests.Consistency.Announcing;

/// <summary>What an instance has answered to an announcement.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Position">Where it stands in the log; null when it was not taken.</param>
/// <param name="Text">The answer, for people.</param>
internal sealed record Announced(int Status, string? Position, string Text)
{
    public bool IsAcknowledged => Status is 200 or 202;

    /// <summary>The log can't take it now: whoever sends it tries again.</summary>
    public bool IsUnavailable => Status == 503;
}
