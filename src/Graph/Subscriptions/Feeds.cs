using System.Diagnostics.Metrics;
using Graph.Telemetry;

namespace Graph.Subscriptions;

/// <summary>The executions that are open, and who may join which.</summary>
internal sealed class Feeds : IDisposable
{
    // A meter of its own, so that the gauge goes with this application and not with the process.
    private readonly Meter _meter = new(GraphTelemetry.Name);
    private readonly Dictionary<FeedKey, Feed> _shared = [];
    private readonly Lock _gate = new();
    private int _count;

    public Feeds() =>
        _meter.CreateObservableGauge("graph.subscriptions.feeds", () => Count, "{execution}", "Executions that subscriptions and live queries share.");

    public int Count => Volatile.Read(ref _count);

    /// <summary>Joins the feed of a key, which is made if there is none.</summary>
    /// <param name="key">Null for a feed of its own.</param>
    /// <param name="create">Makes it.</param>
    /// <param name="subscriber">Who joins.</param>
    public void Join(FeedKey? key, Func<Feed> create, Subscriber subscriber)
    {
        lock (_gate)
        {
            if (key is { } shared && _shared.TryGetValue(shared, out var open) && open.TryJoin(subscriber))
            {
                return;
            }

            var feed = create();
            Interlocked.Increment(ref _count);
            if (key is { } name)
            {
                _shared[name] = feed;
            }

            feed.Open();
            feed.TryJoin(subscriber);
        }
    }

    /// <summary>Forgets a feed that is over.</summary>
    public void Remove(Feed feed)
    {
        Interlocked.Decrement(ref _count);
        lock (_gate)
        {
            if (feed.Key is { } key && _shared.TryGetValue(key, out var known) && known == feed)
            {
                _shared.Remove(key);
            }
        }
    }

    public void Dispose() => _meter.Dispose();
}
