using Graph.Domains.Abstractions;

namespace Graph.Domains.Tests.Samples.Warranties;

public static class WarrantySources
{
    public static readonly EntitySource<Warranty> Entity =
        new("Warranty", warranty => warranty.ProductId, warranty => warranty.Version);
}
