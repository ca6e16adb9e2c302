using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Graph.TestKit.Stub.Endpoints;

/// <summary>Reads a query string strictly, so that a wrong call shows.</summary>
internal sealed class StubQuery
{
    private const int Most = 100;

    private readonly Dictionary<string, string> _parameters = new(StringComparer.Ordinal);

    public StubQuery(HttpRequest request, params string[] known)
    {
        var text = request.QueryString.Value ?? "";
        foreach (var pair in text.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = pair.Split('=', 2) is [var n, var v] ? (n, v) : (pair, "");
            if (!known.Contains(name))
            {
                throw new BadHttpRequestException($"Unknown parameter '{name}'.");
            }

            if (!_parameters.TryAdd(name, value))
            {
                throw new BadHttpRequestException($"Parameter '{name}' is there twice.");
            }
        }
    }

    public bool Has(string name) => _parameters.ContainsKey(name);

    public string? Text(string name) => _parameters.TryGetValue(name, out var value) ? Uri.UnescapeDataString(value) : null;

    public decimal? Decimal(string name) => Text(name) is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>Ids parted by commas. Split before they are unescaped: an id may hold an escaped comma.</summary>
    public IReadOnlyList<string> Ids(string name)
    {
        string[] ids = [.. _parameters[name].Split(',').Select(Uri.UnescapeDataString)];
        return ids.Length > Most ? throw new BadHttpRequestException($"More than {Most} ids.")
            : ids.Distinct().Count() != ids.Length ? throw new BadHttpRequestException("An id is there twice.")
            : ids.Contains("") ? throw new BadHttpRequestException("An id is empty.")
            : ids;
    }

    public int First(int otherwise)
    {
        var first = Text("first") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        return first is >= 1 and <= Most ? first : throw new BadHttpRequestException($"'first' must be from 1 to {Most}.");
    }

    /// <summary>A page of a list, by a cursor that needs escaping and can be told from a number.</summary>
    public JsonObject Page(IEnumerable<JsonNode> all, int otherwise)
    {
        const string mark = "+/=&";
        JsonNode[] items = [.. all];
        var start = 0;
        if (Text("after") is { } after)
        {
            start = after.EndsWith(mark, StringComparison.Ordinal)
                ? int.Parse(after[..^mark.Length], CultureInfo.InvariantCulture)
                : throw new BadHttpRequestException("'after' is no cursor.");
        }

        var end = Math.Min(items.Length, start + First(otherwise));
        return new JsonObject
        {
            ["items"] = new JsonArray([.. items[Math.Min(start, end)..end]]),
            ["nextCursor"] = end < items.Length ? $"{end}{mark}" : null,
            ["total"] = items.Length,
        };
    }
}
