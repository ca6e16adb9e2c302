namespace Graph.Execution.Results;

/// <summary>An operation's type and name, for logs and spans.</summary>
/// <param name="Type"><c>query</c>, <c>mutation</c> or <c>subscription</c>.</param>
/// <param name="Name">As the client wrote it, cut to <see cref="LongestName"/>; null when anonymous.</param>
internal sealed record OperationIdentity(string Type, string? Name)
{
    public const int LongestName = 64;
}
