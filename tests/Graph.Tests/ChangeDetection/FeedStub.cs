using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Graph.Tests.ChangeDetection;

/// <summary>The changes of an upstream: what it answers to <c>updatedSince</c>, by the contract.</summary>
internal sealed class FeedStub
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, JsonObject> _items = new(StringComparer.Ordinal);

    /// <summary>The upstream's own clock, as its answers tell it; null tells none.</summary>
    public Func<DateTimeOffset?> Clock { get; set; } = () => null;

    /// <summary>The most items of a page, whatever is asked for.</summary>
    public int PageSize { get; set; } = 100;

    /// <summary>Whether it filters by the time that it is asked for.</summary>
    public bool KnowsUpdatedSince { get; set; } = true;

    public void Put(string id, int? version, DateTimeOffset updatedAt, string? group = null) => Put(id, new JsonObject
    {
        ["id"] = id,
        ["version"] = version,
        ["updatedAt"] = updatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        ["group"] = group,
        ["nested"] = new JsonObject { ["id"] = "not this one" },
    });

    public void Put(string id, JsonObject item)
    {
        lock (_lock)
        {
            _items[id] = item;
        }
    }

    public void Remove(string id)
    {
        lock (_lock)
        {
            _items.Remove(id);
        }
    }

    public Task AnswerAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var since = DateTimeOffset.Parse(query["updatedSince"].ToString(), CultureInfo.InvariantCulture);
        var first = Math.Min(PageSize, int.Parse(query["first"].ToString(), CultureInfo.InvariantCulture));
        var start = query["after"].ToString() is { Length: > 0 } after ? int.Parse(after[1..], CultureInfo.InvariantCulture) : 0;
        JsonNode[] changed;
        lock (_lock)
        {
            changed = [.. _items.Values.Where(item => !KnowsUpdatedSince || TimeOf(item) >= since).OrderBy(TimeOf).Select(item => item.DeepClone())];
        }

        var page = new JsonObject
        {
            ["items"] = new JsonArray([.. changed.Skip(start).Take(first)]),
            ["nextCursor"] = start + first < changed.Length ? $"+{start + first}" : null,
            ["total"] = changed.Length,
        };

        // The server would add its own; what is no date tells nothing.
        context.Response.Headers.Date = Clock()?.ToString("R", CultureInfo.InvariantCulture) ?? "unknown";
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(page.ToJsonString());
    }

    private static DateTimeOffset TimeOf(JsonObject item) => (string?)item["updatedAt"] is { } text
        ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture)
        : DateTimeOffset.MaxValue;
}
