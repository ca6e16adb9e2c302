namespace Graph.Execution.Explaining;

/// <summary>What was run, and how much of its limits it has used.</summary>
/// <param name="Type"><c>query</c> or <c>mutation</c>.</param>
/// <param name="Name">Null when anonymous.</param>
/// <param name="Cost">By the cost of its fields and the sizes of its lists.</param>
/// <param name="MaxCost">The setting <c>Limits:Cost</c>.</param>
/// <param name="Fields">Selected fields; of an interface or a union, those of each of its types.</param>
/// <param name="UpstreamCalls">Calls that it has been charged for; refreshes cost it nothing.</param>
/// <param name="MaxUpstreamCalls">The setting <c>Limits:UpstreamCalls</c>.</param>
internal sealed record OperationReport(string Type, string? Name, long Cost, int MaxCost, int Fields, int UpstreamCalls, int MaxUpstreamCalls);
