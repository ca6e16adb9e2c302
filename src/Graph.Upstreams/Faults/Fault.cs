namespace Graph.Upstreams.Faults;

/// <summary>What goes wrong with a service's requests; rates are shares of them, from 0 to 1.</summary>
internal sealed record Fault(string Service, int LatencyMs, double ErrorRate, int Status, double ResetRate, bool AfterWrite);
