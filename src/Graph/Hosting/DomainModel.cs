using Graph.Caching;
using Graph.ChangeDetection;
using Graph.Domains.Abstractions;
using Graph.Execution.Binding;
using Graph.Invalidation;
using Graph.Subscriptions.Invalidations;
using Graph.Upstreams;
using Microsoft.Extensions.Options;

namespace Graph.Hosting;

/// <summary>What the enabled domains have said, by feature.</summary>
internal sealed class DomainModel
{
    // Types that belong to every domain and to none.
    private const string Shared = "(shared)";

    public DomainModel(IEnumerable<DomainEntry> domains, IOptions<DomainsOptions> options, IUpstreams upstreams, SecretIds ids)
    {
        var all = domains.ToArray();
        var enabled = options.Value.Enabled is { Count: > 0 } named ? named : [.. all.Select(domain => domain.Name)];
        Events = new EventMap(ids);
        Types.Bind("Money", typeof(Money), Shared);
        Types.Bind("PageInfo", typeof(PageInfo), Shared);
        Types.Bind("VersionConflict", typeof(VersionConflict), Shared);
        Types.Bind("OutOfStock", typeof(OutOfStock), Shared);
        Types.Bind("NotFound", typeof(NotFound), Shared);
        Types.Bind("InvalidInput", typeof(InvalidInput), Shared);
        InvalidationsBinding.AddTo(Types);
        foreach (var domain in all.Where(domain => enabled.Contains(domain.Name, StringComparer.OrdinalIgnoreCase)))
        {
            Events.AddDomain(domain.Name);
            var builder = new DomainBuilder(domain.Name, upstreams.Get(domain.Name), Types, Sources, Events, Feeds);
            domain.Register(builder);
            Names.Add(domain.Name);
            if (builder.HasEvents)
            {
                Listening.Add(domain.Name);
            }
        }
    }

    /// <summary>The enabled domains, in the order Program.cs names them.</summary>
    public List<string> Names { get; } = [];

    /// <summary>Those of them that listen to change events.</summary>
    public HashSet<string> Listening { get; } = [];

    public TypeRegistry Types { get; } = new();

    public SourceRegistry Sources { get; } = new();

    public EventMap Events { get; }

    public ChangeFeeds Feeds { get; } = new();
}
