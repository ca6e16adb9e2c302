using Graph.Caching;
using Graph.Domains.Abstractions;
using Graph.Execution.Results;
using Graph.Invalidation;

namespace Graph.Subscriptions;

/// <summary>Runs a query again whenever something that it has read is stale or replaced, and tells the result if it is another.</summary>
internal sealed class LiveFeed : Feed
{
    private readonly Origin _origin;
    private readonly WatchedNames _names;
    private readonly BackOff _backOff;
    private readonly Dictionary<string, Dependency> _replaced = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, Dependency> _read = new Dictionary<string, Dependency>();
    private Told? _told;
    private long _lastRun;
    private bool _isPoked;

    public LiveFeed(FeedServices services, FeedKey? key, Origin origin) : base(services, key, origin.TraceId)
    {
        _origin = origin;
        _names = new WatchedNames(services.Topics, this);
        _backOff = new BackOff(services.Options, services.Time, Poke);
    }

    public override void Open()
    {
        // what it listens to is told by its first run
    }

    public override void Tell(LogEntry entry) => Poke();

    public override void Notice(Dependency value)
    {
        lock (Gate)
        {
            _replaced[value.Key] = value;
        }

        Wake();
    }

    protected override bool HasNotesUnsafe => _isPoked || _replaced.Count > 0;

    protected override void Close()
    {
        _names.Close();
        _backOff.Dispose();
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
        var read = new Dependencies(Services.Options.LiveQueryValues, _names.Add);
        using var run = new FeedRun(Services, _origin, read, cancellation);
        var request = _origin.Request with { Dependencies = read };
        var result = await run.ResultAsync(deadline => Services.Engine.RunAsync(_origin.Document, _origin.Operation, request, deadline));
        SubscriptionMetrics.Count(1, isStart: joining.Count > 0);
        if (RefusalOf(result, read) is { } refusal)
        {
            End(joining, refusal);
            return;
        }

        Tell(Told.Of(result), position, joining);
        Watch(read.ByKey);
    }

    private void Poke()
    {
        lock (Gate)
        {
            _isPoked = true;
        }

        Wake();
    }

    private bool TakeIsDue()
    {
        Dictionary<string, Dependency> replaced;
        lock (Gate)
        {
            _isPoked = false;
            replaced = new Dictionary<string, Dependency>(_replaced, StringComparer.Ordinal);
            _replaced.Clear();
        }

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
        if (now.IsToBeRetried)
        {
            _backOff.Failed();
        }
        else
        {
            _backOff.Succeeded();
        }
    }

    /// <summary>Tags are known only once a value is there, so what has touched one since is looked for.</summary>
    private void Watch(IReadOnlyDictionary<string, Dependency> read)
    {
        _read = read;
        _names.Set(read.Values.SelectMany(value => value.Tags.Prepend(value.Key)));
        if (read.Values.Any(Services.IsOutdated))
        {
            Poke();
        }
    }
}
