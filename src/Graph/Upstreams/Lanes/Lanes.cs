namespace Graph.Upstreams.Lanes;

/// <summary>The lanes of one endpoint, shared by all requests. A call leaves at once while a lane is free; otherwise keys gather and leave
/// as one batch when a lane frees. No timer, no latency added when idle.</summary>
/// <typeparam name="TItem">A key that waits for its call.</typeparam>
internal sealed class Lanes<TItem>
{
    private readonly Lock _lock = new();
    private readonly Dictionary<LaneGroup, Queue<TItem>> _waiting = [];
    private readonly Queue<LaneGroup> _turns = new();
    private readonly LanesOptions _options;
    private readonly Func<int, int> _batchSize;
    private readonly Func<IReadOnlyList<TItem>, IRetryObserver, Task> _send;
    private int _busy;
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

    /// <summary>How many keys are in calls or waiting for one.</summary>
    public int Keys => Volatile.Read(ref _keys);

    /// <summary>Sends items, at once or when a lane frees; those of one group may share a call.</summary>
    /// <returns>False when the bound is reached; then none of them was taken.</returns>
    public bool TryAdd(LaneGroup group, IReadOnlyList<TItem> items)
    {
        lock (_lock)
        {
            if (_keys + items.Count > _options.MaxKeys)
            {
                return false;
            }

            _keys += items.Count;
            WaitUnsafe(group, items);
        }

        Pump();
        return true;
    }

    private void WaitUnsafe(LaneGroup group, IReadOnlyList<TItem> items)
    {
        if (!_waiting.TryGetValue(group, out var queue))
        {
            _waiting.Add(group, queue = new Queue<TItem>());
            _turns.Enqueue(group);
        }

        foreach (var item in items)
        {
            queue.Enqueue(item);
        }
    }

    private void Pump()
    {
        while (NextBatch() is { } batch)
        {
            var run = RunAsync(batch);
            if (!run.IsCompleted)
            {
                _ = PumpAfterAsync(run);
            }
        }
    }

    // Only a call that was waited for pumps again. One that ends at once (nothing left to ask, an open breaker) goes on in the loop above:
    // pumping from within it would nest as deep as the queue is long.
    private async Task PumpAfterAsync(Task run)
    {
        await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Pump();
    }

    private List<TItem>? NextBatch()
    {
        lock (_lock)
        {
            if (_busy >= _options.Width || !_turns.TryDequeue(out var group))
            {
                return null;
            }

            _busy++;
            var queue = _waiting[group];
            var batch = new List<TItem>(Math.Min(queue.Count, _batchSize(group.Kind)));
            while (batch.Count < batch.Capacity)
            {
                batch.Add(queue.Dequeue());
            }

            if (queue.Count > 0)
            {
                _turns.Enqueue(group); // groups take turns, so that none starves
            }
            else
            {
                _waiting.Remove(group);
            }

            return batch;
        }
    }

    private async Task RunAsync(List<TItem> batch)
    {
        var ticket = new Ticket(this);
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
            }
        }
    }

    private void Occupy(int change)
    {
        lock (_lock)
        {
            _busy += change;
        }
    }

    /// <summary>One call's hold on a lane, given back while it only waits for a retry.</summary>
    private sealed class Ticket(Lanes<TItem> lanes) : IRetryObserver
    {
        private int _holds = 1;

        public void RetryWaits()
        {
            if (Interlocked.Exchange(ref _holds, 0) == 1)
            {
                lanes.Occupy(-1);
                lanes.Pump();
            }
        }

        public void RetryResumes()
        {
            if (Interlocked.Exchange(ref _holds, 1) == 0)
            {
                lanes.Occupy(+1); // may exceed the width for one call: it has waited already
            }
        }

        public void End()
        {
            if (Interlocked.Exchange(ref _holds, 0) == 1)
            {
                lanes.Occupy(-1);
            }
        }
    }
}
