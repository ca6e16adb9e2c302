using System.Text.Json;
using Graph.Domains.Abstractions;

namespace Graph.Invalidation.Events;

/// <summary>Makes an event of its JSON. What the graph has no use for (<c>time</c>, extension attributes, objects and lists in the data) is
/// let pass.</summary>
internal static class CloudEventParser
{
    /// <returns>The event, or what is wrong with it, for people.</returns>
    public static (CloudEvent? Event, string? Problem) Parse(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return (null, "it must be a JSON object.");
        }

        var attributes = new EventAttributes(json);
        var specVersion = attributes.Required("specversion", CloudEvent.MaxTypeLength);
        if (specVersion is not "1.0")
        {
            attributes.Fail("'specversion' must be \"1.0\".");
        }

        var id = attributes.Required("id", CloudEvent.MaxTextLength);
        var source = attributes.Required("source", CloudEvent.MaxTextLength);
        var type = attributes.Required("type", CloudEvent.MaxTypeLength);
        var subject = attributes.Optional("subject", CloudEvent.MaxTextLength);
        var (version, data) = ReadData(attributes);
        return attributes.Problem is { } problem ? (null, problem) : (new CloudEvent(id, source, new ChangeEvent(type, subject, version, data)), null);
    }

    private static (long? Version, Dictionary<string, string> Data) ReadData(EventAttributes attributes)
    {
        long? version = null;
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (attributes.Member("data_base64") is not null)
        {
            attributes.Fail("'data_base64' is not taken: send the data as a JSON object.");
        }

        if (attributes.Member("data") is not { } data)
        {
            return (version, texts);
        }

        if (data.ValueKind != JsonValueKind.Object)
        {
            attributes.Fail("'data' must be a JSON object.");
            return (version, texts);
        }

        foreach (var member in data.EnumerateObject())
        {
            if (member.NameEquals("version"))
            {
                version = ReadVersion(member.Value, attributes);
            }
            else if (TextOf(member.Value) is { } text)
            {
                texts.Add(member.Name, text);
            }
        }

        return (version, texts);
    }

    private static long? ReadVersion(JsonElement value, EventAttributes attributes)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var version) && version >= 0)
        {
            return version;
        }

        attributes.Fail("'data.version' must be a whole number from 0 up.");
        return null;
    }

    /// <returns>Null for what is no scalar.</returns>
    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };
}
