using System.Text.Json.Serialization;

namespace Graph.Upstreams.Events;

/// <summary>A change as CloudEvents 1.0 in JSON, structured mode.</summary>
internal sealed record ChangeEvent(
    [property: JsonPropertyName("specversion")] string SpecVersion,
    string Id,
    string Source,
    string Type,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Subject,
    DateTime Time,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] EventData? Data)
{
    public static ChangeEvent Create(DateTime time, string source, string type, string? subject, EventData? data) =>
        new("1.0", Guid.CreateVersion7(time).ToString(), source, type, subject, time, data);
}
