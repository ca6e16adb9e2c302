namespace Graph.Invalidation.Events;

/// <summary>The events of a delivery, or why it is refused.</summary>
internal readonly record struct EventReading(IReadOnlyList<CloudEvent>? Events, EventRefusal? Refusal)
{
    public static EventReading Of(IReadOnlyList<CloudEvent> events) => new(events, null);

    public static implicit operator EventReading(EventRefusal refusal) => new(null, refusal);
}
