using Graph.Caching;
using Graph.Domains.Abstractions;

namespace Graph.Loading;

/// <summary>Makes a request's DataLoaders.</summary>
internal interface ILoaderFactory
{
    ILoader Create(LoadRequest request);
}
