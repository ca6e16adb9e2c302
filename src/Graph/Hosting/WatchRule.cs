using Graph.Upstreams.Configuration;

namespace Graph.Hosting;

/// <summary>How changes are to be found out must be something that the domain has said how to do. What <c>Upstreams:Defaults</c> asks for
/// concerns only those that can.</summary>
internal static class WatchRule
{
    public static IEnumerable<string> ProblemsOf(DomainModel domains, UpstreamClientsOptions upstreams) =>
    [
        .. domains.Feeds.Problems,
        .. from feed in domains.Feeds.All
           where !domains.Events.Types.Contains(feed.EventType)
           select $"Domain {feed.Domain} detects changes of {feed.Path} as '{feed.EventType}', and no domain listens to that type of event.",
        .. domains.Names.SelectMany(domain => Idle(domain, domains, upstreams)),
    ];

    private static IEnumerable<string> Idle(string domain, DomainModel domains, UpstreamClientsOptions upstreams)
    {
        var (own, defaults) = (upstreams.Resolve(domain), upstreams.Defaults);
        if (own.DetectChanges.Every > TimeSpan.Zero && defaults.DetectChanges.Every == TimeSpan.Zero
            && !domains.Feeds.All.Any(feed => feed.Domain == domain))
        {
            yield return $"Upstreams:{domain}:DetectChanges:Every is set, and domain {domain} does not say DetectChanges: leave the setting out.";
        }

        if (own.ConditionalRefresh && !defaults.ConditionalRefresh
            && !domains.Sources.All.Any(source => source.Domain == domain && source.HasSingleRead))
        {
            yield return $"Upstreams:{domain}:ConditionalRefresh is true, and no entity of domain {domain} has FetchOne: leave the setting out.";
        }
    }
}
