namespace Graph.Domains.Tests.Samples.Warranties;

public sealed record Warranty(string ProductId, int Months, int Version);
