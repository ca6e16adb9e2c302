using Graph.Caching;
using Graph.Caching.Freshness;
using Graph.Configuration;
using Graph.Execution.Schema;
using Graph.Upstreams.Configuration;
using Microsoft.Extensions.Options;

namespace Graph.Hosting;

/// <summary>Gives every source the freshness that the SDL and the configuration say, and the batch size of its upstream.</summary>
internal sealed class SourcePolicies
{
    /// <exception cref="StartupException">A source lacks its fetch or its <c>@freshness</c>, or a policy contradicts itself; lists all.</exception>
    public SourcePolicies(
        DomainModel domains, SchemaModel schema, IOptions<FreshnessOverrides> overrides, IOptions<UpstreamClientsOptions> upstreams)
    {
        var problems = new List<string>([.. domains.Sources.Problems, .. WatchRule.ProblemsOf(domains, upstreams.Value)]);
        var policies = FreshnessPolicies.Resolve(schema.Freshness, overrides.Value, problems);
        foreach (var definition in domains.Sources.All)
        {
            var upstream = upstreams.Value.Resolve(definition.Domain);
            definition.MaxBatchSize = upstream.MaxBatchSize;
            definition.HasEvents = domains.Listening.Contains(definition.Domain);
            definition.RefreshesConditionally = upstream.ConditionalRefresh && definition.HasSingleRead;
            if (policies.TryGetValue(definition.Source.Policy, out var policy))
            {
                definition.Policy = policy;
                problems.AddRange(TokenRule.ProblemsOf(definition, upstream.ForwardToken));
                definition.FetchesAsViewer |= upstream.ForwardToken;
            }
            else
            {
                problems.Add($"Source '{definition.Source.Name}' of domain {definition.Domain} takes its freshness from "
                    + $"'{definition.Source.Policy}', which has no @freshness in the SDL.");
            }
        }

        if (problems.Count > 0)
        {
            throw new StartupException(problems);
        }

        Assigned = domains.Sources;
    }

    public SourceRegistry Assigned { get; }
}
