using System.Text.Json;

namespace Graph.Upstreams.Http;

/// <summary>The ids of a batch read, as SQLite's <c>json_each</c> takes them.</summary>
internal static class IdList
{
    public const int Max = 100;

    public static string ToJsonArray(string name, string ids)
    {
        var parts = ids.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length > Max)
            throw new BadHttpRequestException($"'{name}' takes at most {Max} ids a request; this one has {parts.Length}.");
        return JsonSerializer.Serialize([.. parts.Distinct()], UpstreamsJson.Default.StringArray);
    }
}
