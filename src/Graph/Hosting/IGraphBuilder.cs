using Graph.Domains.Abstractions;

namespace Graph.Hosting;

/// <summary>Puts the graph together.</summary>
internal interface IGraphBuilder
{
    /// <summary>Adds a domain: its sources, its fields and its events.</summary>
    IGraphBuilder AddDomain<TDomain>() where TDomain : IDomainModule;

    /// <summary>The query that runs once before the instance is ready, unless <c>WarmUp:Query</c> says another. It should take the way of
    /// the common ones and call no upstream: what it would put into the cache nobody has asked for.</summary>
    IGraphBuilder WarmUpBy(string query);
}
