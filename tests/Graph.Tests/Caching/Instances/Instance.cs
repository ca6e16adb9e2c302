using Graph.Invalidation;

namespace Graph.Tests.Caching.Instances;

/// <summary>One of several instances: a cache of its own, which reads the common log one record at a time, when the test says so.</summary>
internal sealed class Instance : IInvalidationLog, IDisposable
{
    private readonly LogOfAll _log;
    private readonly HashSet<Position> _own = [];
    private readonly List<(Position At, TaskCompletionSource Consumed)> _waiting = [];
    private readonly Queue<(InvalidationRecord Record, IReadOnlyDictionary<string, int> Acknowledges)> _outbox = new();
    private readonly Dictionary<string, int> _acknowledged = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _read = new(StringComparer.Ordinal);
    private readonly Func<InvalidationRecord, IReadOnlyDictionary<string, int>> _meaning;
    private long _epoch;

    public Instance(LogOfAll log, CacheWorld world, Func<InvalidationRecord, IReadOnlyDictionary<string, int>> meaning)
    {
        (_log, World, _meaning) = (log, world, meaning);
        World.WriteLog = this;
        Follow();
    }

    public CacheWorld World { get; }

    /// <summary>Whether the log can't be reached.</summary>
    public bool IsCutOff { get; set; }

    public Position Tail => World.Index.Known;

    public Position Consumed => new(_epoch, ConsumedCount);

    private int ConsumedCount { get; set; }

    /// <summary>What a read that begins now must not be older than: what has been acknowledged here, and what has been read here.</summary>
    public int DemandOf(string key) => Math.Max(_acknowledged.GetValueOrDefault(key), _read.GetValueOrDefault(key));

    public void HasRead(string key, int version) => _read[key] = Math.Max(_read.GetValueOrDefault(key), version);

    public void Acknowledge(IReadOnlyDictionary<string, int> versions)
    {
        foreach (var (key, version) in versions)
        {
            _acknowledged[key] = Math.Max(_acknowledged.GetValueOrDefault(key), version);
        }
    }

    public void Append(InvalidationRecord record) => Append(record, _meaning(record), own: null);

    public ValueTask<Position> AppendAsync(InvalidationRecord record, CancellationToken cancellation) => throw new NotSupportedException();

    public async ValueTask<Appended> AppendAsync(InvalidationRecord record, Fence? fence, CancellationToken cancellation)
    {
        var watch = fence is { } written ? World.Index.Watch(written) : null;
        var meaning = _meaning(record);
        try
        {
            if (IsCutOff)
            {
                var local = World.Index.Apply(record, Position.Endless, watch);
                _outbox.Enqueue((record.Late(), meaning));
                Acknowledge(meaning);
                return new Appended(local, IsHeld: false);
            }

            var at = Append(record, meaning, watch);
            if (watch is null)
            {
                return new Appended(at, IsHeld: false);
            }

            if (Consumed < at.Position)
            {
                var consumed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _waiting.Add((at.Position, consumed));
                await consumed.Task;
            }

            return new Appended(at, watch.IsHeld);
        }
        finally
        {
            if (watch is not null)
            {
                World.Index.Unwatch(watch);
            }
        }
    }

    /// <summary>Appends what has waited.</summary>
    public void Flush()
    {
        while (!IsCutOff && _outbox.TryDequeue(out var waiting))
        {
            Follow();
            var position = _log.Append(waiting.Record, waiting.Acknowledges);
            World.Index.Place(waiting.Record, position);
            _own.Add(position);
        }
    }

    /// <summary>Reads the next record of the log, if there is one and it can.</summary>
    public void Consume()
    {
        if (IsCutOff)
        {
            return;
        }

        Follow();
        if (ConsumedCount < _log.Trimmed)
        {
            World.Index.EndBefore(new Position(_epoch, _log.Trimmed));
            Enumerable.Range(ConsumedCount, _log.Trimmed - ConsumedCount).ToList().ForEach(i => Acknowledge(_log[i].Acknowledges));
            ConsumedCount = _log.Trimmed;
        }
        else if (ConsumedCount < _log.Count)
        {
            var (record, acknowledges) = _log[ConsumedCount++];
            if (!_own.Remove(Consumed))
            {
                World.Index.Apply(record, Consumed);
            }

            Acknowledge(acknowledges);
        }

        _waiting.RemoveAll(waiting => waiting.At <= Consumed && waiting.Consumed.TrySetResult());
    }

    /// <summary>As a request with the log's end as its position does.</summary>
    public void ConsumeAll()
    {
        while (!IsCutOff && (_epoch < _log.Epoch || ConsumedCount < _log.Count))
        {
            Consume();
        }
    }

    public ValueTask<PositionWait> WaitForAsync(Position position, TimeSpan atMost, CancellationToken cancellation) => throw new NotSupportedException();

    public IAsyncEnumerable<LogEntry> ReadAsync(Position after, CancellationToken cancellation) => throw new NotSupportedException();

    public void Dispose() => World.Dispose();

    private Mark Append(InvalidationRecord record, IReadOnlyDictionary<string, int> meaning, FenceWatch? own)
    {
        Follow();
        var position = _log.Append(record, meaning);
        var at = World.Index.Apply(record, position, own);
        _own.Add(position);
        Acknowledge(meaning);
        return at;
    }

    private void Follow()
    {
        if (_epoch < _log.Epoch)
        {
            World.Index.EndBefore(new Position(_log.Epoch, 0));
            (_epoch, ConsumedCount) = (_log.Epoch, 0);
            _own.Clear();
        }
    }
}
