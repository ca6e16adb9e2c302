using System.Text.Json;

namespace Graph.ChangeDetection;

/// <summary>Reads what a feed needs of an item. Whatever else the upstream sends of it is not looked at.</summary>
internal sealed class ItemReader(ChangeFeed feed)
{
    /// <exception cref="JsonException">The item lacks what it is known or ordered by. Passing over it would lose its change.</exception>
    public ChangedItem Read(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("an item is no object");
        }

        var updatedAt = UpdatedAtOf(item);
        return new ChangedItem(IdOf(item), VersionOf(item), updatedAt, DataOf(item)) { IsNew = TimeOf(item, "createdAt") == updatedAt };
    }

    private string IdOf(JsonElement item) => item.TryGetProperty(feed.IdProperty, out var id) && TextOf(id) is { Length: > 0 } text
        ? text
        : throw new JsonException($"an item has no '{feed.IdProperty}'");

    private static long? VersionOf(JsonElement item) =>
        item.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Number && version.TryGetInt64(out var number) ? number : null;

    private static DateTimeOffset UpdatedAtOf(JsonElement item) =>
        TimeOf(item, "updatedAt") ?? throw new JsonException("an item has no 'updatedAt' (RFC 3339)");

    private static DateTimeOffset? TimeOf(JsonElement item, string property) =>
        item.TryGetProperty(property, out var at) && at.ValueKind == JsonValueKind.String && at.TryGetDateTimeOffset(out var time) ? time : null;

    private IReadOnlyDictionary<string, string> DataOf(JsonElement item)
    {
        if (feed.DataProperties.Count == 0)
        {
            return ChangedItem.NoData;
        }

        var data = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in feed.DataProperties)
        {
            if (item.TryGetProperty(property, out var value) && TextOf(value) is { } text)
            {
                data.Add(property, text);
            }
        }

        return data;
    }

    /// <summary>A scalar as text; null for null and for what is none.</summary>
    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair, or bytes that are not UTF-8
        }
    }
}
