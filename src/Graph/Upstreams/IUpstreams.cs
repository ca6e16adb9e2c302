using Graph.Domains.Abstractions;

namespace Graph.Upstreams;

/// <summary>The configured REST services, by name.</summary>
internal interface IUpstreams
{
    IUpstream Get(string name);
}
