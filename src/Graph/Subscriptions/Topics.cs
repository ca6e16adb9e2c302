using System.Diagnostics.Metrics;
using Graph.Caching;
using Graph.Invalidation;
using Graph.Telemetry;

namespace Graph.Subscriptions;

/// <summary>Which feeds listen to which names: keys and tags, as records of the log and the cache say them.</summary>
internal sealed class Topics : IDisposable
{
    // A meter of its own, so that the gauge goes with this application and not with the process.
    private readonly Meter _meter = new(GraphTelemetry.Name);
    private readonly Dictionary<string, HashSet<Feed>> _byName = new(StringComparer.Ordinal);
    private readonly HashSet<Feed> _toAll = [];
    private readonly Lock _gate = new();

    public Topics() => _meter.CreateObservableGauge("graph.subscriptions.topics", () => Count, "{name}", "Keys and tags that subscriptions and live queries listen to.");

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _byName.Count;
            }
        }
    }

    public void Add(string name, Feed feed)
    {
        lock (_gate)
        {
            if (!_byName.TryGetValue(name, out var feeds))
            {
                _byName.Add(name, feeds = []);
            }

            feeds.Add(feed);
        }
    }

    public void Remove(string name, Feed feed)
    {
        lock (_gate)
        {
            if (_byName.TryGetValue(name, out var feeds) && feeds.Remove(feed) && feeds.Count == 0)
            {
                _byName.Remove(name);
            }
        }
    }

    /// <summary>Has a feed hear every record.</summary>
    public void AddToAll(Feed feed)
    {
        lock (_gate)
        {
            _toAll.Add(feed);
        }
    }

    public void RemoveFromAll(Feed feed)
    {
        lock (_gate)
        {
            _toAll.Remove(feed);
        }
    }

    /// <summary>Tells a record to each feed that listens to something that it names; a gap to all of them.</summary>
    public void Tell(LogEntry entry)
    {
        foreach (var feed in HearersOf(entry))
        {
            feed.Tell(entry);
        }
    }

    /// <summary>Tells those who listen to its key that a value has been replaced.</summary>
    public void Notice(Dependency value)
    {
        Feed[] feeds;
        lock (_gate)
        {
            if (!_byName.TryGetValue(value.Key, out var listening))
            {
                return;
            }

            feeds = [.. listening];
        }

        Array.ForEach(feeds, feed => feed.Notice(value));
    }

    private HashSet<Feed> HearersOf(LogEntry entry)
    {
        lock (_gate)
        {
            var hearers = new HashSet<Feed>(_toAll);
            foreach (var name in entry.Record is { } record ? NamesUnsafe(record) : _byName.Keys)
            {
                if (_byName.TryGetValue(name, out var feeds))
                {
                    hearers.UnionWith(feeds);
                }
            }

            return hearers;
        }
    }

    private IEnumerable<string> NamesUnsafe(InvalidationRecord record)
    {
        var named = record.Keys.Select(key => key.Key).Concat(record.Tags);
        return record.Patterns.Count == 0
            ? named
            : named.Concat(_byName.Keys.Where(name => record.Patterns.Any(pattern => Glob.Matches(pattern, name))));
    }

    public void Dispose() => _meter.Dispose();
}
