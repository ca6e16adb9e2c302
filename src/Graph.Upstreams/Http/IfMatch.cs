using System.Globalization;
using System.Reflection;

namespace Graph.Upstreams.Http;

/// <summary>The version that a write expects to find; none means that it is written whatever the version.</summary>
internal sealed record IfMatch(int? Version)
{
    public static ValueTask<IfMatch> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        var header = context.Request.Headers.IfMatch.ToString();
        return ValueTask.FromResult(new IfMatch(header is "" or "*" ? null : Parse(header)));
    }

    /// <summary>The version expected is not the one that is there.</summary>
    public bool Refuses(int current) => Version is { } expected && expected != current;

    // A weak tag never matches in If-Match (RFC 9110 13.1.1), and a version has one tag only: a list of tags makes no sense here.
    private static int Parse(string header) =>
        header is ['"', .. var digits, '"'] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new BadHttpRequestException("If-Match takes one version in quotes, such as \"7\".");
}
