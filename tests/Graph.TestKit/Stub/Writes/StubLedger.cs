using System.Text.Json.Nodes;

namespace Graph.TestKit.Stub.Writes;

/// <summary>Every change that the stub services have really made, in order; nothing is ever taken out.</summary>
public sealed class StubLedger
{
    private readonly Lock _lock = new();
    private readonly List<LedgerEntry> _entries = [];
    private readonly Dictionary<string, int> _actions = new(StringComparer.Ordinal);
    private readonly List<(string Action, int Count, TaskCompletionSource Reached)> _waiters = [];
    private readonly Dictionary<string, List<LedgerEntry>> _byTrace = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Key, int Version), LedgerEntry> _byVersion = [];

    public IReadOnlyList<LedgerEntry> Entries
    {
        get
        {
            lock (_lock)
            {
                return [.. _entries];
            }
        }
    }

    /// <summary>What one request of a client has changed, by its <c>X-Trace-Id</c>.</summary>
    public IReadOnlyList<LedgerEntry> Of(string traceId)
    {
        lock (_lock)
        {
            return _byTrace.TryGetValue(traceId, out var entries) ? [.. entries] : [];
        }
    }

    /// <summary>An entity as it was at one version; null where the ledger has none (the data that the stub starts with).</summary>
    public JsonObject? StateOf(string key, int version)
    {
        lock (_lock)
        {
            return _byVersion.GetValueOrDefault((key, version))?.State;
        }
    }

    /// <summary>Completes when there are this many entries of an action.</summary>
    public Task WaitForAsync(string action, int count)
    {
        lock (_lock)
        {
            if (_actions.GetValueOrDefault(action) >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((action, count, reached));
            return reached.Task.WaitAsync(Patience.Limit);
        }
    }

    internal void Add(LedgerEntry entry)
    {
        lock (_lock)
        {
            _entries.Add(entry);
            CountUnsafe(entry.Action);
            _byVersion.TryAdd((entry.Key, entry.Version), entry);
            if (entry.TraceId is { } trace)
            {
                (_byTrace.TryGetValue(trace, out var entries) ? entries : _byTrace[trace] = []).Add(entry);
            }
        }
    }

    private void CountUnsafe(string action)
    {
        var count = _actions[action] = _actions.GetValueOrDefault(action) + 1;
        foreach (var (_, _, reached) in _waiters.Where(waiter => waiter.Action == action && waiter.Count <= count))
        {
            reached.TrySetResult();
        }
    }
}
