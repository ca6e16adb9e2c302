using Microsoft.Extensions.Options;

namespace Graph.Security;

/// <summary>Keeps log lines away that quote a request's headers, whatever levels are set: a broken Authorization header is still a secret.</summary>
internal sealed class MuteRequestDetails : IPostConfigureOptions<LoggerFilterOptions>
{
    /// <summary>At Debug, Kestrel tells of a request that it cannot parse by quoting the line.</summary>
    public const string Category = "Microsoft.AspNetCore.Server.Kestrel.BadRequests";

    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        // A rule for one provider wins over all that are for any, so each provider that has rules needs one too.
        foreach (var provider in options.Rules.Select(rule => rule.ProviderName).Append(null).Distinct().ToArray())
        {
            options.Rules.Add(new LoggerFilterRule(provider, Category, LogLevel.Warning, filter: null));
        }
    }
}
