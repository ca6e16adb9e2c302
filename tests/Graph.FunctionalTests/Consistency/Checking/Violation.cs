namespace Graph.FunctionalTests.Consistency.Checking;

/// <summary>A rule that was broken.</summary>
/// <param name="Rule">Which one.</param>
/// <param name="Text">What happened, with the history of the key where it is about one.</param>
internal sealed record Violation(Rule Rule, string Text)
{
    public override string ToString() => $"[{Rule}] {Text}";
}
