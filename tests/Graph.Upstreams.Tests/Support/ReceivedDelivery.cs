using System.Text.Json;

namespace Graph.Upstreams.Tests.Support;

/// <summary>One POST to the graph's events endpoint.</summary>
internal sealed record ReceivedDelivery(string? ContentType, string? Signature, string Body)
{
    public IReadOnlyList<JsonElement> Events
    {
        get
        {
            var json = JsonElement.Parse(Body);
            return json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray()] : [json];
        }
    }

    public bool IsHeartbeat => Events[0].GetProperty("type").GetString() == "upstream.heartbeat";

    public IEnumerable<string> Subjects => Events.Select(e => e.GetProperty("subject").GetString()!);
}
