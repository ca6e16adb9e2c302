using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Graph.Telemetry;

/// <summary>The one meter and the one activity source of the graph. Names of metrics and spans are in the catalogs beside this file.</summary>
internal static class GraphTelemetry
{
    public const string Name = "Graph";

    public static readonly ActivitySource Activities = new(Name);

    public static readonly Meter Meter = new(Name);
}
