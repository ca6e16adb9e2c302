using Microsoft.Extensions.Options;

namespace Graph.HttpCaching.Purging;

/// <summary>Finds addresses that nothing can be sent to, and credentials in them, which would end up in logs.</summary>
internal sealed class ValidatePurging : IValidateOptions<HttpCachingOptions>
{
    private const string Setting = $"{PurgeOptions.SectionName}:{nameof(PurgeOptions.Addresses)}";

    public ValidateOptionsResult Validate(string? name, HttpCachingOptions options)
    {
        var problems = options.Purge.Addresses.Select(ProblemOf).OfType<string>().ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static string? ProblemOf(string address, int index) =>
        !Uri.TryCreate(address, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
            ? $"{Setting}:{index} is '{address}'; it must be an absolute http or https address, such as http://varnish:6081."
        : uri.UserInfo.Length > 0
            ? $"{Setting}:{index} holds credentials; let the cache know the graph by its address instead (the acl of deploy/varnish/default.vcl)."
        : null;
}
