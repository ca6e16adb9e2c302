using Microsoft.Extensions.Options;

namespace Graph.Invalidation.Events;

/// <summary>Takes change events into the log, however they have come.</summary>
internal sealed class EventIntake(
    EventMap map, IInvalidationLog log, RememberedEvents remembered, IgnoredTypes ignoredTypes, IOptions<InvalidationOptions> options)
{
    private readonly int _maxNames = options.Value.MaxNamesPerRecord;

    /// <summary>Appends what is new of a delivery as one record (of more only past <c>Invalidation:MaxNamesPerRecord</c>). When it returns,
    /// no read that starts later on this instance gets anything older than the events (promise 1).</summary>
    /// <exception cref="LogUnavailableException">None of the events is remembered; the same delivery has to come again.</exception>
    public async ValueTask<EventOutcome> TakeAsync(IReadOnlyList<CloudEvent> events, CancellationToken cancellation)
    {
        var records = new EventRecords(_maxNames);
        var fresh = new Dictionary<UInt128, CloudEvent>();
        int duplicates = 0, ignored = 0;
        foreach (var change in events)
        {
            var domains = map.DomainsOf(change.Type, change.Source);
            if (domains.Count == 0)
            {
                ignored++;
                ignoredTypes.Note(change.Type);
                Count(change, EventResult.Ignored);
                continue;
            }

            var key = RememberedEvents.KeyOf(change);
            if (remembered.Contains(key) || !fresh.TryAdd(key, change))
            {
                duplicates++;
                Count(change, EventResult.Duplicate);
                continue;
            }

            records.Add(map.RecordOf(change.Change), domains);
        }

        var position = await AppendAsync(records.Build(), fresh, cancellation);
        return new EventOutcome(position, fresh.Count, duplicates, ignored);
    }

    private async ValueTask<Position> AppendAsync(
        IReadOnlyList<InvalidationRecord> records, Dictionary<UInt128, CloudEvent> fresh, CancellationToken cancellation)
    {
        var isAppended = false;
        try
        {
            var position = log.Tail;
            foreach (var record in records)
            {
                position = await log.AppendAsync(record, cancellation);
            }

            // Not before: an event that were remembered without being in the log would be lost, since its sender's next attempt is a repetition.
            remembered.Add(fresh.Keys);
            isAppended = true;
            return position;
        }
        finally
        {
            foreach (var change in fresh.Values)
            {
                Count(change, isAppended ? EventResult.Applied : EventResult.Refused);
            }
        }
    }

    private void Count(CloudEvent change, string result) =>
        EventMetrics.Count(map.Hears(change.Type) || change.Type == CloudEvent.Heartbeat ? change.Type : EventMetrics.OtherType, result);
}
