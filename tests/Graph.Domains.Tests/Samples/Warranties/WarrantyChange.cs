namespace Graph.Domains.Tests.Samples.Warranties;

internal sealed record WarrantyChange(int Months);
