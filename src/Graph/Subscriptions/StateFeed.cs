using Graph.Caching;
using Graph.Domains.Abstractions;
using Graph.Execution.Binding;
using Graph.Execution.Results;
using Graph.Execution.Running;
using Graph.Execution.Streams;
using Graph.Invalidation;

namespace Graph.Subscriptions;

/// <summary>Tells the state of some entities: to each who joins, and after each change of one to all.</summary>
internal sealed class StateFeed : ValueFeed
{
    private readonly PreparedSubscription _subscription;
    private readonly StatesBinding _binding;
    private readonly IReadOnlyList<string> _ids;
    private readonly string[] _keys;
    private readonly Told?[] _told;
    private readonly Announcements _announcements;

    public StateFeed(FeedServices services, FeedKey? key, Origin origin, PreparedSubscription subscription, StatesBinding binding)
        : base(services, key, origin)
    {
        _subscription = subscription;
        _binding = binding;
        _ids = binding.IdsOf(subscription.Arguments);
        _keys = [.. _ids.Select(id => services.Ids.KeyOf(binding.Source, id))];
        _told = new Told?[_ids.Count];
        _announcements = new Announcements(services);
    }

    public override void Open() => Names.Set(_keys);

    protected override async Task RunAsync(IReadOnlyList<Subscriber> joining, CancellationToken cancellation)
    {
        var position = Services.Log.Consumed; // first of all: what it touches is due by then, and what is read is never older
        var due = TakeDue();
        due = joining.Count > 0 ? [.. Enumerable.Range(0, _ids.Count)] : due;
        if (due.Length == 0)
        {
            return;
        }

        var (now, refusal) = await ReadAsync(due, cancellation);
        if (refusal is not null)
        {
            End(joining, refusal);
            return;
        }

        SubscriptionMetrics.Count(due.Length, isStart: joining.Count > 0);
        var changed = TakeChanges(now);
        var unannounced = await _announcements.TakeAsync(now.Where(told => told is { HasErrors: false }).Select(told => told!.Read).OfType<Dependency>(), cancellation);
        var isSettled = !_told.Any(told => told!.IsToBeRetried);
        foreach (var subscriber in joining)
        {
            await StartAsync(subscriber, unannounced, position, isSettled, cancellation);
        }

        for (var i = 0; i < changed.Count; i++)
        {
            SendOneOf(changed[i], isLast: i == changed.Count - 1 && isSettled, position);
        }

        Names.Set(_keys.Concat(_told.SelectMany(told => told!.Read?.Tags ?? [])));
        Settle(isSettled);
    }

    /// <summary>The places of those of which something may have changed since they were told.</summary>
    private int[] TakeDue()
    {
        var replaced = TakeNotes();
        return [.. Enumerable.Range(0, _ids.Count).Where(i => IsDue(_told[i], replaced.TryGetValue(_keys[i], out var value) ? value : null))];
    }

    private bool IsDue(Told? told, Dependency? replaced) =>
        told is not { HasErrors: false, Read: { } read } || Services.IsOutdated(read) || (replaced is { } value && value.IsAnotherThan(read));

    /// <returns>What was read, by the places of the ids; or why nobody may have it.</returns>
    private async Task<(Told?[] Now, GraphError? Refusal)> ReadAsync(int[] due, CancellationToken cancellation)
    {
        var read = new Dependencies();
        using var run = new FeedRun(Services, Origin, read, cancellation);
        var values = await run.ValuesAsync(due.Length, load => _binding.ReadAsync([.. due.Select(i => _ids[i])], load, Origin.Viewer));
        if (Array.Find(values, value => value.Failure?.Code is ErrorCodes.Forbidden or ErrorCodes.Unauthenticated or ErrorCodes.BadUserInput) is { IsFailed: true } refused)
        {
            return ([], GraphError.Of(refused.Failure!, Origin.TraceId));
        }

        var now = new Told?[_ids.Count];
        for (var i = 0; i < due.Length; i++)
        {
            var value = values[i];
            var result = await run.ResultAsync(deadline => _subscription.RunAsync(value, Origin.Request, deadline));
            now[due[i]] = Told.Of(result, due[i], read.ByKey.TryGetValue(_keys[due[i]], out var dependency) ? dependency : null);
        }

        return (now, null);
    }

    /// <summary>What is another than before, which <paramref name="now"/> then takes the place of.</summary>
    private List<Told> TakeChanges(Told?[] now)
    {
        var changed = new List<Told>();
        for (var i = 0; i < now.Length; i++)
        {
            if (now[i] is { } told)
            {
                if (told.IsNewAfter(_told[i]))
                {
                    changed.Add(told);
                }

                _told[i] = told;
            }
        }

        return changed;
    }

    /// <summary>The current state for whoever begins, or may have missed anything; what has changed since for whoever resumes.</summary>
    private async Task StartAsync(
        Subscriber subscriber, IReadOnlySet<string> unannounced, Position position, bool isSettled, CancellationToken cancellation)
    {
        var missed = subscriber is { Since: { } since, IsLost: false }
            ? await LogReading.BetweenAsync(Services.Log, since, position, cancellation)
            : null;
        Told[] due =
        [
            .. _told.Where((told, i) => missed is null || unannounced.Contains(_keys[i])
                || missed.Any(entry => entry.Record!.Touches(_keys[i], told!.Read?.Tags ?? [])))!,
        ];
        subscriber.Settled = missed is null ? Position.Lowest : subscriber.Since!.Value;
        for (var i = 0; i < due.Length; i++)
        {
            subscriber.Post(PayloadOf(due[i], subscriber, isLast: i == due.Length - 1 && isSettled, position));
        }
    }

    private void SendOneOf(Told told, bool isLast, Position position) => Send(subscriber => PayloadOf(told, subscriber, isLast, position));

    /// <summary>Of several told at once only the last says that all before it are told, and only where none is still to come: whoever resumes
    /// after another one must get the rest.</summary>
    private static ResultPayload PayloadOf(Told told, Subscriber subscriber, bool isLast, Position position)
    {
        subscriber.Settled = isLast ? position : subscriber.Settled;
        return told.At(subscriber.Settled);
    }
}
