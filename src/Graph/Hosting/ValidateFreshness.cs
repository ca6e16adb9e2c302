using Graph.Caching.Freshness;
using Graph.Domains.Abstractions;
using Graph.Execution.Schema;
using Microsoft.Extensions.Options;

namespace Graph.Hosting;

/// <summary>Finds overrides of a <c>@freshness</c> that no domain has.</summary>
/// <remarks>Reads the SDL of all domains by itself: the schema cannot be built before the rest of the configuration is known to be right,
/// and a start tells everything at once.</remarks>
internal sealed class ValidateFreshness(IEnumerable<DomainEntry> domains) : IValidateOptions<FreshnessOverrides>
{
    public ValidateOptionsResult Validate(string? name, FreshnessOverrides options)
    {
        if (options.Count == 0)
        {
            return ValidateOptionsResult.Success;
        }

        var sources = SdlSources.FromResources(typeof(IDomainModule).Assembly, domains.Select(domain => domain.Name));
        var known = FreshnessDirectives.Read(SdlMerger.Merge(sources, problems: []), problems: []).Keys; // the schema's own check tells these
        string[] problems =
        [
            .. from coordinate in options.Keys
               where !known.Contains(coordinate, StringComparer.OrdinalIgnoreCase)
               select $"{FreshnessOptions.SectionName}:{coordinate} overrides a @freshness that the schema does not have; "
                   + $"there are: {string.Join(", ", known.Order(StringComparer.Ordinal))}.",
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
