namespace Graph.Hosting.Admin;

/// <summary>Seconds since values were fetched.</summary>
internal sealed record AgesReport(double Youngest, double Median, double Oldest);
