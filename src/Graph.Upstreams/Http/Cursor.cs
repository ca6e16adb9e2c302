using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace Graph.Upstreams.Http;

/// <summary>
/// The place in a list after which the next page starts: the sort key and id of the last item (keyset paging), so that a page costs the same
/// wherever it is, and rows that come or go between two pages shift nothing. Opaque to clients; a cursor names its list and fits no other.
/// </summary>
internal static class Cursor
{
    public static string Encode(string list, object key, string id)
    {
        string[] parts = [list, Convert.ToString(key, CultureInfo.InvariantCulture)!, id];
        return Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(parts, UpstreamsJson.Default.StringArray));
    }

    public static (object Key, string Id) Decode(string list, string after, bool numeric)
    {
        if (Parts(after) is not [var of, var key, var id] || of != list)
            throw NotOurs();
        if (!numeric)
            return (key, id);
        return long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? (number, id) : throw NotOurs();
    }

    private static string[]? Parts(string cursor)
    {
        try
        {
            return JsonSerializer.Deserialize(Base64Url.DecodeFromChars(cursor), UpstreamsJson.Default.StringArray);
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    private static BadHttpRequestException NotOurs() => new("'after' is not a cursor of this list; pass 'nextCursor' of its previous page.");
}
