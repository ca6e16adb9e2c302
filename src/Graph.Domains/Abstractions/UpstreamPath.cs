using System.Globalization;

namespace Graph.Domains.Abstractions;

/// <summary>A path with its query, escaped, and the template that metrics and spans show instead (no ids, a bounded set).</summary>
public sealed class UpstreamPath
{
    private UpstreamPath(string route, string pathAndQuery)
    {
        Route = route;
        PathAndQuery = pathAndQuery;
    }

    /// <summary>The template, e.g. <c>/reviews?productIds&amp;first</c> or <c>/users/{id}</c>.</summary>
    public string Route { get; }

    /// <summary>What is asked for, relative to the upstream's base address.</summary>
    public string PathAndQuery { get; }

    /// <summary>A path without parameters, e.g. <c>/products</c>.</summary>
    public static UpstreamPath Of(string path) => new(path, path);

    /// <summary>A path with one segment to fill, e.g. <c>/users/{id}</c>.</summary>
    public static UpstreamPath Of(string template, string value)
    {
        var open = template.IndexOf('{', StringComparison.Ordinal);
        var close = template.IndexOf('}', StringComparison.Ordinal);
        return open < 0 || close < open
            ? throw new ArgumentException($"'{template}' has no segment in braces.", nameof(template))
            : new(template, string.Concat(template.AsSpan(0, open), Uri.EscapeDataString(value), template.AsSpan(close + 1)));
    }

    /// <summary>Adds a query parameter.</summary>
    public UpstreamPath With(string name, string value) => Append(name, Uri.EscapeDataString(value), inRoute: true);

    /// <summary>Adds a query parameter.</summary>
    public UpstreamPath With(string name, int value) => Append(name, value.ToString(CultureInfo.InvariantCulture), inRoute: true);

    /// <summary>Adds a query parameter with values parted by commas.</summary>
    public UpstreamPath With(string name, IReadOnlyList<string> values) =>
        Append(name, string.Join(',', values.Select(Uri.EscapeDataString)), inRoute: true);

    /// <summary>Adds a query parameter unless it is null. It does not show in <see cref="Route"/>.</summary>
    public UpstreamPath WithOptional(string name, string? value) =>
        value is null ? this : Append(name, Uri.EscapeDataString(value), inRoute: false);

    /// <summary>Adds a query that is escaped already, e.g. <c>category=shoes&amp;sort=price</c>; nothing when empty.
    /// It does not show in <see cref="Route"/>.</summary>
    public UpstreamPath WithQuery(string query) => query.Length == 0 ? this : new(Route, string.Concat(PathAndQuery, Mark(PathAndQuery), query));

    /// <inheritdoc/>
    public override string ToString() => Route;

    private UpstreamPath Append(string name, string escaped, bool inRoute) => new(
        inRoute ? string.Concat(Route, Mark(Route), name) : Route,
        string.Concat(PathAndQuery, Mark(PathAndQuery), name, "=" + escaped));

    private static string Mark(string path) => path.Contains('?', StringComparison.Ordinal) ? "&" : "?";
}
