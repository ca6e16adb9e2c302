using System.Diagnostics;
using Graph.Caching.Refresh;

namespace Graph.Caching;

/// <summary>What reads of one source have found: counters for the metrics, and the hit rate of the last five minutes.</summary>
internal sealed class CacheStatistics(string label, TimeProvider time)
{
    private const string Level = "memory";
    private const int Windows = 10;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly (long Number, long Reads, long Hits)[] _windows = new (long, long, long)[Windows];
    private ReadCounts _total;

    private long _refreshesStarted;
    private long _refreshesSucceeded;
    private long _refreshesFailed;

    public string Label => label;

    /// <summary>What all reads have found since the start.</summary>
    public ReadCounts Total
    {
        get
        {
            lock (_lock)
            {
                return _total;
            }
        }
    }

    /// <summary>What has come of refreshes: of stale values, ahead of expiry and by a timer.</summary>
    public RefreshCounts Refreshes => new(
        Volatile.Read(ref _refreshesStarted), Volatile.Read(ref _refreshesSucceeded), Volatile.Read(ref _refreshesFailed));

    public void Count(int hits, int stale, int negative, int misses)
    {
        Add(hits, "hit");
        Add(stale, "stale");
        Add(negative, "negative");
        Add(misses, "miss");
        var served = hits + stale + negative;
        lock (_lock)
        {
            var number = WindowNumber();
            ref var window = ref _windows[number % Windows];
            if (window.Number != number)
            {
                window = (number, 0, 0);
            }

            window.Reads += served + misses;
            window.Hits += served;
            _total = _total.With(hits, stale, negative, misses);
        }
    }

    public void CountStaleOnError()
    {
        Add(1, "stale_on_error");
        lock (_lock)
        {
            _total = _total with { StaleOnError = _total.StaleOnError + 1 };
        }
    }

    public void CountCoalesced(int keys)
    {
        if (keys > 0)
        {
            CacheMetrics.Coalesced.Add(keys, new KeyValuePair<string, object?>("type", label));
        }
    }

    public void CountRefreshesStarted(int keys)
    {
        Interlocked.Add(ref _refreshesStarted, keys);
        AddRefreshes(keys, "started");
    }

    public void CountRefreshEnded(bool succeeded)
    {
        Interlocked.Increment(ref succeeded ? ref _refreshesSucceeded : ref _refreshesFailed);
        AddRefreshes(1, succeeded ? "succeeded" : "failed");
    }

    /// <summary>Keys served from memory of all keys read in the last five minutes, 0 to 1; null when none was read.</summary>
    public double? HitRate()
    {
        lock (_lock)
        {
            var oldest = WindowNumber() - Windows;
            long reads = 0, hits = 0;
            foreach (var window in _windows)
            {
                reads += window.Number > oldest ? window.Reads : 0;
                hits += window.Number > oldest ? window.Hits : 0;
            }

            return reads == 0 ? null : (double)hits / reads;
        }
    }

    private long WindowNumber() => time.GetTimestamp() / (long)(Window.TotalSeconds * time.TimestampFrequency);

    private void AddRefreshes(int keys, string result) =>
        RefreshMetrics.Refreshes.Add(keys, new TagList { { "type", label }, { "result", result } });

    private void Add(int keys, string result)
    {
        if (keys > 0)
        {
            CacheMetrics.Requests.Add(keys, new TagList { { "type", label }, { "level", Level }, { "result", result } });
        }
    }
}
