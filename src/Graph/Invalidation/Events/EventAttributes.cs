using System.Text.Json;

namespace Graph.Invalidation.Events;

/// <summary>Reads the attributes of one event, and keeps the first thing that is wrong with it, for people.</summary>
/// <remarks>Absent and null are the same (CloudEvents, JSON format, 2.2).</remarks>
internal sealed class EventAttributes(JsonElement json)
{
    public string? Problem { get; private set; }

    /// <summary>A text that must be there.</summary>
    public string Required(string name, int maxLength)
    {
        if (Member(name) is null)
        {
            Fail($"'{name}' is missing.");
            return string.Empty;
        }

        return Optional(name, maxLength) ?? string.Empty;
    }

    /// <summary>A text that is neither empty nor too long, or null where there is none.</summary>
    public string? Optional(string name, int maxLength)
    {
        if (Member(name) is not { } member)
        {
            return null;
        }

        if (member.ValueKind != JsonValueKind.String || member.GetString() is not { Length: > 0 } text || text.Length > maxLength)
        {
            Fail($"'{name}' must be a string of 1 to {maxLength} characters.");
            return null;
        }

        if (text.Any(char.IsControl))
        {
            Fail($"'{name}' has a control character in it.");
        }

        return text;
    }

    public JsonElement? Member(string name) =>
        json.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    public void Fail(string problem) => Problem ??= problem;
}
