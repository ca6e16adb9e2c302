using System.Text.Json;

namespace Graph.Execution.Documents;

/// <summary>JSON variables as the CLR values that GraphQL's input coercion expects.</summary>
internal static class JsonValues
{
    public static Dictionary<string, object?> ToDictionary(JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().DistinctLast().ToDictionary(member => member.Name, member => ToObject(member.Value), StringComparer.Ordinal)
        : [];

    private static object? ToObject(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => ToDictionary(element),
        JsonValueKind.Array => element.EnumerateArray().Select(ToObject).ToList(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => ToNumber(element),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static object ToNumber(JsonElement number) =>
        number.TryGetInt32(out var small) ? small
        : number.TryGetInt64(out var large) ? large
        : number.TryGetDecimal(out var exact) ? exact
        : number.GetDouble();

    /// <summary>JSON allows a name twice (RFC 8259, 4); the last one counts, as in JavaScript.</summary>
    private static IEnumerable<JsonProperty> DistinctLast(this IEnumerable<JsonProperty> members) =>
        members.Reverse().DistinctBy(member => member.Name, StringComparer.Ordinal);
}
