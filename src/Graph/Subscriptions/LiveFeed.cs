using Graph.Caching;
using Graph.Domains.Abstractions;
using Graph.Execution.Results;
using Graph.Invalidation;

namespace Graph.Subscriptions;

/// <summary>Runs a query again whenever something that it has read is stale or replaced, and tells the result if it is another.</summary>
internal sealed class LiveFeed(FeedServices services, FeedKey? key, Origin origin) : ValueFeed(services, key, origin)
{
    private IReadOnlyDictionary<string, Dependency> _read = new Dictionary<string, Dependency>();
    private Told? _told;
    private long _lastRun;

    public override void Open()
    {
        // what it listens to is told by its first run
    }

    /// <summary>Changes in between become one. Who joins does not wait.</summary>
    protected override async Task DueAsync(bool hasJoining)
    {
        var left = Services.Options.LiveInterval - Services.Time.GetElapsedTime(_lastRun);
        if (!hasJoining && left > TimeSpan.Zero)
        {
            await Task.Delay(left, Services.Time, Ended);
        }
    }

    protected override async Task RunAsync(IReadOnlyList<Subscriber> joining, CancellationToken cancellation)
    {
        if (!TakeIsDue() && joining.Count == 0)
        {
            return;
        }

        _lastRun = Services.Time.GetTimestamp();
        var position = Services.Log.Consumed; // before anything is read: what is read is never older
        var read = new Dependencies(Services.Options.LiveQueryValues, Names.Add);
        using var run = new FeedRun(Services, Origin, read, cancellation);
        var request = Origin.Request with { Observer = read };
        var result = await run.ResultAsync(deadline => Services.Engine.RunAsync(Origin.Document, Origin.Operation, request, deadline));
        SubscriptionMetrics.Count(1, isStart: joining.Count > 0);
        if (RefusalOf(result, read) is { } refusal)
        {
            End(joining, refusal);
            return;
        }

        Tell(Told.Of(result), position, joining);
        Watch(read.ByKey);
    }

    private bool TakeIsDue()
    {
        var replaced = TakeNotes();
        return _told is not { HasErrors: false }
            || _read.Values.Any(Services.IsOutdated)
            || replaced.Any(value => _read.TryGetValue(value.Key, out var read) && value.Value.IsAnotherThan(read));
    }

    private GraphError? RefusalOf(OperationResult result, Dependencies read) =>
        result.Outcome == ResultOutcome.BadRequest ? result.Errors[0]
        : read.IsComplete ? null
        : new GraphError(
            ErrorCodes.LimitExceeded,
            $"The live query reads more than {Services.Options.LiveQueryValues} values ({SubscriptionOptions.SectionName}:{nameof(SubscriptionOptions.LiveQueryValues)}). Ask for less.");

    private void Tell(Told now, Position position, IReadOnlyList<Subscriber> joining)
    {
        var payload = now.At(position);
        foreach (var subscriber in joining)
        {
            subscriber.Post(payload);
        }

        if (now.IsNewAfter(_told))
        {
            Send(_ => payload);
        }

        _told = now;
        Settle(!now.IsToBeRetried);
    }

    /// <summary>Tags are known only once a value is there, so what has touched one since is looked for.</summary>
    private void Watch(IReadOnlyDictionary<string, Dependency> read)
    {
        _read = read;
        Names.Set(read.Values.SelectMany(value => value.Tags.Prepend(value.Key)));
        if (read.Values.Any(Services.IsOutdated))
        {
            Poke();
        }
    }
}
