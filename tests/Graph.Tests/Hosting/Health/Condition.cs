using Graph.Hosting;

namespace Graph.Tests.Hosting.Health;

internal sealed record Condition(string Name, string? NotReadyBecause, string? DegradedBecause = null) : IReadinessCondition;
