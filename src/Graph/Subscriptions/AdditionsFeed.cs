using Graph.Caching;
using Graph.Domains.Abstractions;
using Graph.Execution.Binding;
using Graph.Execution.Running;
using Graph.Execution.Streams;
using Graph.Invalidation;

namespace Graph.Subscriptions;

/// <summary>Tells each item that is added to a list, once.</summary>
internal sealed class AdditionsFeed : RecordFeed
{
    private const int MostTries = 4;

    private readonly Origin _origin;
    private readonly PreparedSubscription _subscription;
    private readonly AdditionsBinding _binding;
    private readonly string _list;
    private readonly string _listKey;
    private readonly string _prefix;
    private readonly WatchedNames _names;
    private readonly RecentIds _known;

    public AdditionsFeed(FeedServices services, FeedKey? key, Origin origin, PreparedSubscription subscription, AdditionsBinding binding)
        : base(services, key, origin.TraceId)
    {
        _origin = origin;
        _subscription = subscription;
        _binding = binding;
        _list = binding.ListOf(subscription.Arguments);
        _listKey = binding.KeyOf(_list);
        _prefix = binding.Items.Name + ":";
        _names = new WatchedNames(services.Topics, this);
        _known = new RecentIds(services.Options.RememberedItems);
    }

    public override void Open() => _names.Add(_listKey);

    protected override void Close() => _names.Close();

    protected override async Task TellAsync(LogEntry entry, CancellationToken cancellation)
    {
        if (entry.IsGap)
        {
            // Which were added meanwhile nobody knows; what the newest is can be read.
            var (newest, _) = await RunAsync(_binding.NewestAsync, cancellation);
            var payload = newest.At(entry.Position);
            Send(_ => payload);
            return;
        }

        await TellAsync(entry, _known.Add, (id, payload) =>
            Send(subscriber => entry.Position > subscriber.From && subscriber.FirstItem != id ? payload : null), cancellation);
    }

    protected override async Task StartAsync(IReadOnlyList<Subscriber> subscribers, Position position, CancellationToken cancellation)
    {
        var (newest, id) = await RunAsync(_binding.NewestAsync, cancellation);
        foreach (var subscriber in subscribers)
        {
            subscriber.FirstItem = id;
            subscriber.Post(newest.At(position));
        }
    }

    protected override async Task ResumeAsync(IReadOnlyList<Subscriber> subscribers, IReadOnlyList<LogEntry> missed, CancellationToken cancellation)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in missed)
        {
            await TellAsync(entry, told.Add, (_, payload) =>
            {
                foreach (var subscriber in subscribers)
                {
                    subscriber.Post(payload);
                }
            }, cancellation);
        }
    }

    /// <summary>Tells the items that a record says were added. Whoever resumes after one that is not its last hears of the record again.</summary>
    private async Task TellAsync(LogEntry entry, Predicate<string> isNew, Action<string, ResultPayload> tell, CancellationToken cancellation)
    {
        string[] added = [.. AddedIn(entry).Where(id => isNew(id))];
        for (var i = 0; i < added.Length; i++)
        {
            if (await ReadAsync(added[i], cancellation) is { } told)
            {
                tell(added[i], told.At(i == added.Length - 1 ? entry.Position : entry.Position.Before));
            }
        }
    }

    private IEnumerable<string> AddedIn(LogEntry entry) => entry.Record is { } record && record.Touches(_listKey, [])
        ? record.Keys.Where(key => key.Added && key.Key.StartsWith(_prefix, StringComparison.Ordinal)).Select(key => key.Key[_prefix.Length..])
        : [];

    /// <summary>The item, tried again for a while where its upstream fails: nobody would come back to it.</summary>
    /// <returns>Null when it is gone again, or belongs to another list.</returns>
    private async Task<Told?> ReadAsync(string id, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            var (told, found) = await RunAsync(async (list, load) => (id, await _binding.ReadAsync(list, id, load)), cancellation);
            if (!told.IsToBeRetried || tries == MostTries)
            {
                return found is null && !told.HasErrors ? null : told;
            }

            await Task.Delay(Services.Options.RetryDelay * Math.Pow(2, tries - 1), Services.Time, cancellation);
        }
    }

    /// <returns>What there is to tell, and the item's id; no id where there is none.</returns>
    private async Task<(Told Told, string? Id)> RunAsync(
        Func<string, ILoader, ValueTask<(string? Id, LoadResult<object> Item)>> read, CancellationToken cancellation)
    {
        using var run = new FeedRun(Services, _origin, new Dependencies(), cancellation);
        string? found = null;
        var values = await run.ValuesAsync(1, async load =>
        {
            var (id, item) = await read(_list, load);
            found = item.IsFound ? id : null;
            return [item];
        });
        var result = await run.ResultAsync(deadline => _subscription.RunAsync(values[0], _origin.Request, deadline));
        SubscriptionMetrics.Count(1, isStart: false);
        return (Told.Of(result), found);
    }
}
