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

    /// <summary>A path with segments to fill, e.g. <c>/carts/{id}/items/{productId}</c>.</summary>
    /// <param name="template">The path, its segments in braces.</param>
    /// <param name="values">One for each segment, in order, unescaped. One that no segment takes (see <see cref="Takes"/>) names nothing: such a path is never sent, and its answer is that of an unknown id.</param>
    /// <exception cref="ArgumentException">There are more or fewer values than segments.</exception>
    public static UpstreamPath Of(string template, params ReadOnlySpan<string> values)
    {
        var path = template;
        foreach (var value in values)
        {
            var open = path.IndexOf('{', StringComparison.Ordinal);
            var close = path.IndexOf('}', StringComparison.Ordinal);
            if (open < 0 || close < open)
                throw new ArgumentException($"'{template}' has fewer segments in braces than values.", nameof(template));

            path = string.Concat(path.AsSpan(0, open), Uri.EscapeDataString(value), path.AsSpan(close + 1));
        }

        return path.Contains('{', StringComparison.Ordinal)
            ? throw new ArgumentException($"'{template}' has more segments in braces than values.", nameof(template))
            : new(template, path);
    }

    /// <summary>Whether a text can be one segment of a path. An empty one, <c>.</c> and <c>..</c> would lead elsewhere, escaped or not
    /// (RFC 3986, 5.2.4).</summary>
    public static bool Takes(string segment) => segment is not ("" or "." or "..");

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
        string.Concat(PathAndQuery, Mark(PathAndQuery), name, "=", escaped));

    private static string Mark(string path) => path.Contains('?', StringComparison.Ordinal) ? "&" : "?";
}
