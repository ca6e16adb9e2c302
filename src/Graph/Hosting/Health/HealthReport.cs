namespace Graph.Hosting.Health;

/// <summary>The answer of <c>/health/live</c> and <c>/health/ready</c>.</summary>
/// <param name="Status"><c>live</c>, <c>ready</c>, <c>degraded</c> or <c>not ready</c>.</param>
/// <param name="Missing">What does not hold yet, by its condition's name, and why; absent when nothing is missing.</param>
/// <param name="Degraded">What it serves without, in the same way.</param>
internal sealed record HealthReport(
    string Status, IReadOnlyDictionary<string, string>? Missing = null, IReadOnlyDictionary<string, string>? Degraded = null);
