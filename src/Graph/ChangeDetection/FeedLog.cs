using Graph.Domains.Abstractions;
using Graph.Invalidation;

namespace Graph.ChangeDetection;

/// <summary>Tells the log what a feed has brought, and that its upstream is there.</summary>
internal sealed class FeedLog(ChangeFeed feed, EventMap events, IInvalidationLog log, InvalidationOptions options, TimeProvider time)
{
    // Often enough that one missed sign is no silence.
    private readonly TimeSpan _pause = options.SourceSilence / 3;
    private long? _aliveAt;

    /// <summary>Appends what a page has made stale: one record, or as many as <c>Invalidation:MaxNamesPerRecord</c> makes of it.</summary>
    /// <exception cref="LogUnavailableException">The log can't take it now. Appending all of it again is harmless.</exception>
    public async ValueTask AppendAsync(IReadOnlyList<ChangedItem> items, CancellationToken cancellation)
    {
        IEnumerable<ChangeEvent> changes = feed.IsOfAll ? [feed.EventOf(null)] : items.Select(item => feed.EventOf(item));
        foreach (var record in RecordsOf(items.Count == 0 ? [] : changes))
        {
            await AppendAsync(record, cancellation);
        }
    }

    /// <summary>Appends that anything may have changed: what an event of the feed's type touches that names nothing.</summary>
    public ValueTask AppendEverythingAsync(CancellationToken cancellation) => AppendAsync(events.RecordOf(feed.EventOf(null)), cancellation);

    /// <summary>Appends that the upstream is there and nothing has changed, unless a record has said so lately.</summary>
    public async ValueTask AppendSignOfLifeAsync(CancellationToken cancellation)
    {
        if (_aliveAt is not { } at || time.GetElapsedTime(at) >= _pause)
        {
            await AppendAsync(new InvalidationRecord([], [], []), cancellation);
        }
    }

    private async ValueTask AppendAsync(InvalidationRecord record, CancellationToken cancellation)
    {
        var now = time.GetTimestamp();
        await log.AppendAsync(record with { Alive = [feed.Domain] }, cancellation);
        _aliveAt = now;
    }

    private IEnumerable<InvalidationRecord> RecordsOf(IEnumerable<ChangeEvent> changes)
    {
        var sum = new RecordSum();
        foreach (var record in changes.Select(events.RecordOf))
        {
            if (!sum.TryAdd(record, options.MaxNamesPerRecord))
            {
                yield return sum.Build();
                sum = new RecordSum();
                sum.TryAdd(record, int.MaxValue); // what one event touches is never torn
            }
        }

        if (sum.Count > 0)
        {
            yield return sum.Build();
        }
    }
}
