using Graph.Caching;
using Graph.Invalidation;

namespace Graph.Subscriptions;

/// <summary>A feed that shows values: it looks again when a record names one of them, when one has been replaced in the cache, and for a while
/// after one could not be had.</summary>
internal abstract class ValueFeed : Feed
{
    private readonly BackOff _backOff;
    private Dictionary<string, Dependency> _replaced = new(StringComparer.Ordinal);
    private bool _isPoked;

    protected ValueFeed(FeedServices services, FeedKey? key, Origin origin) : base(services, key, origin.TraceId)
    {
        Origin = origin;
        Names = new WatchedNames(services.Topics, this);
        _backOff = new BackOff(services.Options, services.Time, Poke);
    }

    public sealed override void Tell(LogEntry entry) => Poke();

    public sealed override void Notice(Dependency value)
    {
        lock (Gate)
        {
            _replaced[value.Key] = value;
        }

        Wake();
    }

    protected Origin Origin { get; }

    protected WatchedNames Names { get; }

    protected sealed override bool HasNotesUnsafe => _isPoked || _replaced.Count > 0;

    protected sealed override void Close()
    {
        Names.Close();
        _backOff.Dispose();
    }

    /// <summary>Has it look at what it has read.</summary>
    protected void Poke()
    {
        lock (Gate)
        {
            _isPoked = true;
        }

        Wake();
    }

    /// <summary>Takes the notes that a run answers.</summary>
    /// <returns>The values that have been replaced, by key.</returns>
    protected IReadOnlyDictionary<string, Dependency> TakeNotes()
    {
        lock (Gate)
        {
            var replaced = _replaced;
            _isPoked = false;
            _replaced = new Dictionary<string, Dependency>(StringComparer.Ordinal);
            return replaced;
        }
    }

    /// <summary>Says whether all could be had; if not, it looks again after a while.</summary>
    protected void Settle(bool isSettled)
    {
        if (isSettled)
        {
            _backOff.Succeeded();
        }
        else
        {
            _backOff.Failed();
        }
    }
}
