namespace Graph.Telemetry;

/// <summary>One metric of the graph.</summary>
/// <param name="Name">As OpenTelemetry has it; Prometheus writes it with underscores, and its unit behind.</param>
/// <param name="Unit">In UCUM.</param>
/// <param name="Description">What it counts or measures.</param>
/// <param name="Labels">The only labels that leave the process. Their values are names of the program (types, upstreams, routes, codes),
/// never an id.</param>
internal sealed record MetricDefinition(string Name, string Unit, string Description, params string[] Labels);
