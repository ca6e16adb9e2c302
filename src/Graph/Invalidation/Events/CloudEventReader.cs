using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Graph.Invalidation.Events;

/// <summary>Reads the events of a delivery, all of them or none.</summary>
internal sealed class CloudEventReader(IOptions<EventsOptions> options)
{
    // A member that comes twice could be read one way here and another way by whoever signed it.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <param name="body">JSON in UTF-8.</param>
    /// <param name="isBatch">Whether it is a list of events (batch mode) or one event (structured mode).</param>
    public EventReading Read(ReadOnlyMemory<byte> body, bool isBatch)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return isBatch ? ReadBatch(document.RootElement) : ReadAll([document.RootElement]);
        }
        catch (JsonException malformed)
        {
            return EventRefusal.Malformed(malformed.LineNumber is { } line
                ? $"The body is no valid JSON, at line {line + 1}, byte {malformed.BytePositionInLine + 1}."
                : "The body is no valid JSON: a member comes twice in one object.");
        }
        catch (InvalidOperationException)
        {
            return EventRefusal.Malformed("The name of a member in the body is no valid Unicode.");
        }
    }

    private EventReading ReadBatch(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            return EventRefusal.Malformed($"The body must be a JSON array of events; a single event is sent as {EventMediaTypes.Structured}.");
        }

        var max = options.Value.MaxBatch;
        return json.GetArrayLength() > max
            ? EventRefusal.TooLarge($"{json.GetArrayLength()} events are more than one delivery may have ({max}, {EventsOptions.SectionName}:{nameof(EventsOptions.MaxBatch)}). Send them in parts.")
            : ReadAll([.. json.EnumerateArray()]);
    }

    private static EventReading ReadAll(JsonElement[] all)
    {
        var events = new List<CloudEvent>(all.Length);
        foreach (var json in all)
        {
            var (read, problem) = Parse(json);
            if (read is null)
            {
                return EventRefusal.BadEvent(events.Count, problem!);
            }

            events.Add(read);
        }

        return EventReading.Of(events);
    }

    private static (CloudEvent? Event, string? Problem) Parse(JsonElement json)
    {
        try
        {
            return CloudEventParser.Parse(json);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: JSON's grammar lets it pass, but it is no text.
            return (null, "a string in it is no valid Unicode.");
        }
    }
}
