using Graph.Caching;
using Graph.Domains.Abstractions;
using Graph.Execution.Results;
using Graph.Execution.Streams;
using Graph.Invalidation;

namespace Graph.Subscriptions;

/// <summary>One execution for all who asked the same: runs when something has happened that concerns it, or when somebody joins, one run at a
/// time, and hands each result to all.</summary>
/// <remarks>What happens only leaves a note here and never waits; the run takes all notes together, so that a burst is one run.</remarks>
internal abstract class Feed(FeedServices services, FeedKey? key, string traceId) : IDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly HashSet<Subscriber> _established = [];
    private List<Subscriber> _joining = [];
    private int _members;
    private bool _isRunning;
    private bool _isOver;

    /// <summary>Null for one that nobody else may join.</summary>
    public FeedKey? Key => key;

    protected FeedServices Services => services;

    /// <summary>Guards what is noted. Held for moments only.</summary>
    protected Lock Gate { get; } = new();

    /// <summary>Ends with the last subscriber.</summary>
    protected CancellationToken Ended => _ended.Token;

    /// <summary>Begins to listen; before anybody joins.</summary>
    public abstract void Open();

    /// <summary>Hears a record that names something that it listens to, or a gap. Never waits.</summary>
    public abstract void Tell(LogEntry entry);

    /// <summary>Hears that a value of a key that it listens to has been replaced. Never waits.</summary>
    public abstract void Notice(Dependency value);

    /// <returns>False when it is over, since its last subscriber has gone.</returns>
    public bool TryJoin(Subscriber subscriber)
    {
        lock (Gate)
        {
            if (_isOver)
            {
                return false;
            }

            subscriber.Enter(this);
            _joining.Add(subscriber);
            _members++;
        }

        Wake();
        return true;
    }

    public void Leave(Subscriber subscriber)
    {
        lock (Gate)
        {
            _established.Remove(subscriber);
            _joining.Remove(subscriber);
            if (--_members > 0)
            {
                return;
            }

            _isOver = true;
        }

        services.Feeds.Remove(this);
        Close();
        _ended.Cancel();
    }

    public void Dispose() => _ended.Dispose();

    /// <summary>Stops listening.</summary>
    protected abstract void Close();

    /// <summary>Whether something is noted, under <see cref="Gate"/>.</summary>
    protected abstract bool HasNotesUnsafe { get; }

    /// <summary>Waits until it is time for the next run.</summary>
    protected virtual Task DueAsync(bool hasJoining) => Task.CompletedTask;

    /// <summary>Runs for what is noted, and for those who join: gives them their start.</summary>
    protected abstract Task RunAsync(IReadOnlyList<Subscriber> joining, CancellationToken cancellation);

    /// <summary>Starts a run unless one is under way, which then sees what is noted.</summary>
    protected void Wake()
    {
        lock (Gate)
        {
            if (_isRunning || _isOver)
            {
                return;
            }

            _isRunning = true;
        }

        // Never on the caller's thread: it may hold a lock of the cache, or be the reader of the log.
        _ = Task.Run(RunAllAsync, CancellationToken.None);
    }

    /// <summary>Tells one result to all who are established.</summary>
    /// <param name="resultFor">What each gets of it; null for nothing. The bytes should be the same ones.</param>
    protected void Send(Func<Subscriber, ResultPayload?> resultFor)
    {
        lock (Gate)
        {
            foreach (var subscriber in _established)
            {
                if (resultFor(subscriber) is { } result)
                {
                    subscriber.Post(result);
                }
            }
        }
    }

    /// <summary>Ends it for those who are here, and those who join now.</summary>
    protected void End(IReadOnlyList<Subscriber> joining, GraphError error, StreamEndReason reason = StreamEndReason.Failed)
    {
        var end = new StreamEnd(reason, error);
        Subscriber[] all;
        lock (Gate)
        {
            all = [.. _established, .. joining];
            _established.Clear();
        }

        Array.ForEach(all, subscriber => subscriber.Complete(end));
    }

    private async Task RunAllAsync()
    {
        while (IsAnythingNoted(out var hasJoining))
        {
            IReadOnlyList<Subscriber> joining = [];
            try
            {
                await DueAsync(hasJoining);
                using var place = await services.EnterAsync(Ended);
                joining = TakeJoining();
                await RunAsync(joining, Ended);
                Establish(joining);
            }
            catch (OperationCanceledException) when (Ended.IsCancellationRequested)
            {
                // nobody is left
            }
#pragma warning disable CA1031 // The last resort for a defect: it is logged, masked, and costs those who share this one.
            catch (Exception defect)
#pragma warning restore CA1031
            {
                Log.FeedFailed(services.Logger, traceId, defect);
                End(joining, GraphError.Of(Failure.Internal, traceId));
            }
        }
    }

    private bool IsAnythingNoted(out bool hasJoining)
    {
        lock (Gate)
        {
            hasJoining = _joining.Count > 0;
            _isRunning = !_isOver && (hasJoining || HasNotesUnsafe);
            return _isRunning;
        }
    }

    private List<Subscriber> TakeJoining()
    {
        lock (Gate)
        {
            var joining = _joining;
            _joining = [];
            return joining;
        }
    }

    private void Establish(IReadOnlyList<Subscriber> joining)
    {
        lock (Gate)
        {
            _established.UnionWith(joining.Where(subscriber => subscriber.IsHere));
        }
    }
}
