using Graph.Domains.Abstractions;
using Graph.Domains.Analytics;
using Graph.Domains.Carts;
using Graph.Domains.Inventory;
using Graph.Domains.Products;
using Graph.Domains.Recommendations;
using Graph.Domains.Reviews;
using Graph.Domains.Users;
using Graph.Execution.Schema;
using Graph.Hosting;
using Graph.Tests.ChangeDetection;
using Graph.Upstreams;
using Microsoft.Extensions.Options;

namespace Graph.Tests.Execution.Differential;

/// <summary>The schema and the bindings of the domains themselves.</summary>
internal static class RealGraph
{
    public static DifferentialRig Rig()
    {
        var domains = new DomainModel(
            [
                Entry<ProductsDomain>(), Entry<InventoryDomain>(), Entry<ReviewsDomain>(), Entry<UsersDomain>(), Entry<CartsDomain>(),
                Entry<RecommendationsDomain>(), Entry<AnalyticsDomain>(),
            ],
            Options.Create(new DomainsOptions()), new NoUpstreams(), ids: null!);
        return new DifferentialRig(SdlSources.FromResources(typeof(IDomainModule).Assembly, domains.Names), domains.Types);
    }

    private static DomainEntry Entry<TDomain>() where TDomain : IDomainModule => new(TDomain.Name, TDomain.Register);

    private sealed class NoUpstreams : IUpstreams
    {
        public IUpstream Get(string name) => new NamedUpstream(name);
    }
}
