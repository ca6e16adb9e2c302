using Graph.Domains.Abstractions;
using Graph.Domains.Products;

namespace Graph.Domains.Tests.Samples.Warranties;

public sealed class WarrantiesDomain : IDomainModule
{
    public static string Name => "Warranties";

    public static void Register(IDomainBuilder domain)
    {
        var upstream = new WarrantiesUpstream(domain.Upstream);

        domain.Entity(WarrantySources.Entity).FetchBatch(upstream.GetManyAsync);

        domain.Type<Warranty>("Warranty")
            .Value("extended", warranty => warranty.Months > 24);
        domain.Type<Product>("Product")
            .Field("warranty", (products, context) => context.Load.Many(WarrantySources.Entity, products, product => product.Id));

        domain.On("warranty.changed", (change, stale) => stale.Changed(WarrantySources.Entity, change));
    }
}
