using Graph.Domains.Abstractions;
using Graph.Execution.WarmUp;
using Graph.Upstreams;

namespace Graph.Hosting;

/// <summary>Collects the domains; they register once the services stand.</summary>
internal sealed class GraphBuilder(IServiceCollection services) : IGraphBuilder
{
    public IGraphBuilder AddDomain<TDomain>() where TDomain : IDomainModule
    {
        services.AddSingleton(new DomainEntry(TDomain.Name, TDomain.Register));
        services.AddUpstream(TDomain.Name);
        return this;
    }

    public IGraphBuilder WarmUpBy(string query)
    {
        services.Configure<WarmUpOptions>(options => options.Query = query);
        return this;
    }
}
