namespace Graph.Upstreams.Lanes;

/// <summary>The lanes of one endpoint, shared by all requests. A call leaves at once while a lane is free; otherwise keys gather and leave
/// as one batch when a lane frees. No timer, no latency added when idle.</summary>
/// <remarks>Keys that have an owner share no call with others', so gathering saves nothing across owners: each has lanes of its own, and the
/// upstream's limit of concurrent calls bounds their sum. Otherwise a thousand viewers would stand in line for a few lanes.</remarks>
/// <typeparam name="TItem">A key that waits for its call.</typeparam>
internal sealed class Lanes<TItem>
{
    private readonly Lock _lock = new();
    private readonly OwnerLanes<TItem> _everybodys = new(owner: null);
    private readonly Dictionary<string, OwnerLanes<TItem>> _byOwner = new(StringComparer.Ordinal);
    private readonly LanesOptions _options;
    private readonly Func<int, int> _batchSize;
    private readonly Func<IReadOnlyList<TItem>, IRetryObserver, Task> _send;
    private int _keys;

    /// <param name="options">Width and bound.</param>
    /// <param name="batchSize">The largest batch of a group's kind.</param>
    /// <param name="send">Makes the call and hands out its results. Must not throw.</param>
    public Lanes(LanesOptions options, Func<int, int> batchSize, Func<IReadOnlyList<TItem>, IRetryObserver, Task> send)
    {
        _options = options;
        _batchSize = batchSize;
        _send = send;
    }

    /// <summary>How many keys are in calls or waiting for one, of all owners.</summary>
    public int Keys => Volatile.Read(ref _keys);

    /// <summary>How many owners have a call under way or keys that wait; of others nothing is kept.</summary>
    public int Owners
    {
        get
        {
            lock (_lock)
            {
                return _byOwner.Count;
            }
        }
    }

    /// <summary>Sends items, at once or when a lane frees; those of one group may share a call.</summary>
    /// <returns>False when the bound is reached; then none of them was taken.</returns>
    public bool TryAdd(LaneGroup group, IReadOnlyList<TItem> items)
    {
        OwnerLanes<TItem> lanes;
        lock (_lock)
        {
            if (_keys + items.Count > _options.MaxKeys)
            {
                return false;
            }

            _keys += items.Count;
            lanes = LanesOfUnsafe(group.Owner);
            lanes.Wait(group.Kind, items);
        }

        Pump(lanes);
        return true;
    }

    private OwnerLanes<TItem> LanesOfUnsafe(string? owner)
    {
        if (owner is null)
        {
            return _everybodys;
        }

        if (!_byOwner.TryGetValue(owner, out var lanes))
        {
            _byOwner.Add(owner, lanes = new OwnerLanes<TItem>(owner));
        }

        return lanes;
    }

    private void Pump(OwnerLanes<TItem> lanes)
    {
        while (NextBatch(lanes) is { } batch)
        {
            var run = RunAsync(lanes, batch);
            if (!run.IsCompleted)
            {
                _ = PumpAfterAsync(lanes, run);
            }
        }
    }

    // Only a call that was waited for pumps again. One that ends at once (nothing left to ask, an open breaker) goes on in the loop above:
    // pumping from within it would nest as deep as the queue is long.
    private async Task PumpAfterAsync(OwnerLanes<TItem> lanes, Task run)
    {
        await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Pump(lanes);
    }

    private List<TItem>? NextBatch(OwnerLanes<TItem> lanes)
    {
        lock (_lock)
        {
            if (lanes.Busy >= _options.Width || !lanes.TryTake(_batchSize, out var batch))
            {
                return null;
            }

            lanes.Busy++;
            lanes.Calls++;
            return batch;
        }
    }

    private async Task RunAsync(OwnerLanes<TItem> lanes, List<TItem> batch)
    {
        var ticket = new Ticket(this, lanes);
        try
        {
            await _send(batch, ticket);
        }
        finally
        {
            ticket.End();
            lock (_lock)
            {
                _keys -= batch.Count;
                lanes.Calls--;
                if (lanes is { Owner: { } owner, IsIdle: true })
                {
                    _byOwner.Remove(owner);
                }
            }
        }
    }

    private void Occupy(OwnerLanes<TItem> lanes, int change)
    {
        lock (_lock)
        {
            lanes.Busy += change;
        }
    }

    /// <summary>One call's hold on a lane, given back while it only waits for a retry.</summary>
    private sealed class Ticket(Lanes<TItem> all, OwnerLanes<TItem> lanes) : IRetryObserver
    {
        private int _holds = 1;

        public void RetryWaits()
        {
            if (Interlocked.Exchange(ref _holds, 0) == 1)
            {
                all.Occupy(lanes, -1);
                all.Pump(lanes);
            }
        }

        public void RetryResumes()
        {
            if (Interlocked.Exchange(ref _holds, 1) == 0)
            {
                all.Occupy(lanes, +1); // may exceed the width for one call: it has waited already
            }
        }

        public void End()
        {
            if (Interlocked.Exchange(ref _holds, 0) == 1)
            {
                all.Occupy(lanes, -1);
            }
        }
    }
}
