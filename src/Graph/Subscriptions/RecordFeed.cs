using Graph.Caching;
using Graph.Domains.Abstractions;
using Graph.Execution.Results;
using Graph.Execution.Streams;
using Graph.Invalidation;

namespace Graph.Subscriptions;

/// <summary>Tells records of the log, each in its order and none left out.</summary>
internal abstract class RecordFeed(FeedServices services, FeedKey? key, string traceId) : Feed(services, key, traceId)
{
    private List<LogEntry> _records = [];
    private bool _isTooLate;

    public override void Tell(LogEntry entry)
    {
        lock (Gate)
        {
            _isTooLate |= _records.Count >= Services.Options.QueuedRecords;
            if (!_isTooLate)
            {
                _records.Add(entry);
            }
        }

        Wake();
    }

    public override void Notice(Dependency value)
    {
        // what is stale is told by records alone
    }

    protected override bool HasNotesUnsafe => _isTooLate || _records.Count > 0;

    protected override async Task RunAsync(IReadOnlyList<Subscriber> joining, CancellationToken cancellation)
    {
        if (TakeRecords() is not { } records)
        {
            EndTooLate();
            records = [];
        }

        foreach (var entry in records)
        {
            await TellAsync(entry, cancellation);
        }

        if (joining.Count > 0)
        {
            await StartAsync(joining, cancellation);
        }
    }

    /// <summary>Tells one record to those who are here.</summary>
    protected abstract Task TellAsync(LogEntry entry, CancellationToken cancellation);

    /// <summary>What those begin with who do not resume.</summary>
    protected abstract Task StartAsync(IReadOnlyList<Subscriber> subscribers, Position position, CancellationToken cancellation);

    /// <summary>Tells those who resume what they have missed.</summary>
    protected abstract Task ResumeAsync(IReadOnlyList<Subscriber> subscribers, IReadOnlyList<LogEntry> missed, CancellationToken cancellation);

    private async Task StartAsync(IReadOnlyList<Subscriber> joining, CancellationToken cancellation)
    {
        var position = Services.Log.Consumed;
        var fresh = new List<Subscriber>();
        foreach (var group in joining.GroupBy(subscriber => subscriber.IsLost ? null : subscriber.Since))
        {
            var missed = group.Key is { } since ? await LogReading.BetweenAsync(Services.Log, since, position, cancellation) : null;
            foreach (var subscriber in group)
            {
                subscriber.From = position;
                subscriber.IsLost |= missed is null && subscriber.Since is not null;
            }

            if (missed is null)
            {
                fresh.AddRange(group);
            }
            else
            {
                await ResumeAsync([.. group], missed, cancellation);
            }
        }

        if (fresh.Count > 0)
        {
            await StartAsync(fresh, position, cancellation);
        }
    }

    private List<LogEntry>? TakeRecords()
    {
        lock (Gate)
        {
            var records = _isTooLate ? null : _records;
            _records = [];
            _isTooLate = false;
            return records;
        }
    }

    private void EndTooLate()
    {
        var limit = Services.Options.QueuedRecords;
        var message = $"More than {limit} records of changes waited to be told ({SubscriptionOptions.SectionName}:{nameof(SubscriptionOptions.QueuedRecords)}). "
            + "Subscribe again after the last position that has arrived.";
        End([], new GraphError(ErrorCodes.LimitExceeded, message) { Retryable = true }, StreamEndReason.Lagged);
    }
}
