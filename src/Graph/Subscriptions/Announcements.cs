using Graph.Caching;
using Graph.Invalidation;

namespace Graph.Subscriptions;

/// <summary>Tells the log of changes that a feed has come upon and nobody has announced (a value that expired, or was refreshed). Otherwise no
/// position would stand between the old state and the new one, and whoever resumes would miss it; and other instances would not hear of it.</summary>
internal sealed class Announcements(FeedServices services)
{
    private readonly Dictionary<string, Dependency> _last = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dependency> _untold = new(StringComparer.Ordinal);

    /// <summary>Takes what was read, and appends what nobody has said of it. Where the log takes no records it is tried with the next.</summary>
    /// <returns>The keys of what nobody had said.</returns>
    public async ValueTask<IReadOnlySet<string>> TakeAsync(IEnumerable<Dependency> read, CancellationToken cancellation)
    {
        foreach (var value in read)
        {
            if (_last.TryGetValue(value.Key, out var before) && value.IsAnotherThan(before) && value.Version is not null && !services.IsOutdated(before))
            {
                _untold[value.Key] = value;
            }

            _last[value.Key] = value;
        }

        var untold = _untold.Keys.ToHashSet(StringComparer.Ordinal);
        if (untold.Count == 0)
        {
            return untold;
        }

        try
        {
            KeyInvalidation[] keys = [.. _untold.Values.Select(value => new KeyInvalidation(value.Key, value.Version))];
            await services.Log.AppendAsync(new InvalidationRecord(keys, [], []), cancellation);
            _untold.Clear();
        }
        catch (LogUnavailableException)
        {
            // meanwhile whoever resumes is told it in any case
        }

        return untold;
    }
}
