using Microsoft.Extensions.Options;

namespace Graph.Hosting;

/// <summary>Finds domains that this program does not have.</summary>
internal sealed class ValidateDomains(IEnumerable<DomainEntry> domains) : IValidateOptions<DomainsOptions>
{
    public ValidateOptionsResult Validate(string? name, DomainsOptions options)
    {
        var known = string.Join(", ", domains.Select(domain => domain.Name));
        string[] problems =
        [
            .. from enabled in options.Enabled
               where !domains.Any(domain => domain.Name.Equals(enabled, StringComparison.OrdinalIgnoreCase))
               select $"{DomainsOptions.SectionName}:Enabled names '{enabled}'; there are: {known}.",
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
