using Graph.Domains.Abstractions;
using Graph.Execution.Running;
using Graph.Invalidation;

namespace Graph.Subscriptions.Invalidations;

/// <summary>Tells what became stale, as far as its viewer may know.</summary>
internal sealed class InvalidationsFeed : RecordFeed
{
    private readonly Origin _origin;
    private readonly PreparedSubscription _subscription;
    private readonly VisibleNames _visible;
    private readonly HashSet<string>? _only;
    private readonly WatchedNames _names;

    public InvalidationsFeed(FeedServices services, FeedKey? key, Origin origin, PreparedSubscription subscription, VisibleNames visible)
        : base(services, key, origin.TraceId)
    {
        _origin = origin;
        _subscription = subscription;
        _visible = visible;
        _only = subscription.Arguments.Has("tags") && subscription.Arguments.Texts("tags") is { Count: > 0 } tags ? [.. tags] : null;
        _names = new WatchedNames(services.Topics, this);
    }

    public override void Open()
    {
        if (_only is null)
        {
            Services.Topics.AddToAll(this);
            return;
        }

        _names.Set(_only);
    }

    protected override void Close()
    {
        _names.Close();
        Services.Topics.RemoveFromAll(this);
    }

    protected override async Task TellAsync(LogEntry entry, CancellationToken cancellation)
    {
        if (Describe(entry) is { } invalidation)
        {
            var told = await RunAsync(invalidation, cancellation);
            var payload = told.At(entry.Position);
            Send(subscriber => entry.IsGap || entry.Position > subscriber.From ? payload : null);
        }
    }

    protected override async Task StartAsync(IReadOnlyList<Subscriber> subscribers, Position position, CancellationToken cancellation)
    {
        foreach (var group in subscribers.GroupBy(subscriber => subscriber.IsLost))
        {
            var kind = group.Key ? InvalidationKind.Resync : InvalidationKind.Invalidated;
            var told = await RunAsync(Invalidation.Empty(kind, position.ToString(), Services.Time.GetUtcNow()), cancellation);
            foreach (var subscriber in group)
            {
                subscriber.Post(told.At(position));
            }
        }
    }

    protected override async Task ResumeAsync(IReadOnlyList<Subscriber> subscribers, IReadOnlyList<LogEntry> missed, CancellationToken cancellation)
    {
        foreach (var entry in missed)
        {
            if (Describe(entry) is { } invalidation)
            {
                var told = await RunAsync(invalidation, cancellation);
                foreach (var subscriber in subscribers)
                {
                    subscriber.Post(told.At(entry.Position));
                }
            }
        }
    }

    /// <returns>Null when there is nothing of it that the viewer may know, or has asked for.</returns>
    private Invalidation? Describe(LogEntry entry)
    {
        if (entry.Record is not { } record)
        {
            return Invalidation.Empty(InvalidationKind.Resync, entry.Position.ToString(), Services.Time.GetUtcNow());
        }

        var (tags, keys, patterns) = _visible.Of(record, _origin.Viewer, _only);
        var invalidation = new Invalidation(InvalidationKind.Invalidated, entry.Position.ToString(), tags, keys, patterns, entry.At);
        return invalidation.NamesNothing ? null : invalidation;
    }

    private async Task<Told> RunAsync(Invalidation invalidation, CancellationToken cancellation)
    {
        using var run = new FeedRun(Services, _origin, new Caching.Dependencies(), cancellation);
        var result = await run.ResultAsync(deadline => _subscription.RunAsync(LoadResults.Found<object>(invalidation), _origin.Request, deadline));
        SubscriptionMetrics.Count(1, isStart: false);
        return Told.Of(result);
    }
}
