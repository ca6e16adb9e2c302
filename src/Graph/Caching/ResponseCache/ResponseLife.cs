using Graph.Caching.Memory;
using Graph.Invalidation;

namespace Graph.Caching.ResponseCache;

/// <summary>How long a response is of use: as long as the first of the values in it that is not.</summary>
/// <param name="Untold">The least of all values' times, by their policies alone.</param>
/// <param name="Told">The same where EVENT_BASED sources tell every change.</param>
/// <param name="Tellers">Those sources, each with the time of its oldest value here: the domain, and a <see cref="TimeProvider"/> timestamp.</param>
/// <param name="FallbackAt">When it expires while the log can't be read, for the values whose upstreams announce their changes.</param>
/// <param name="Limit">What it is of that grows stale first.</param>
/// <param name="LimitKey">The logical key of that value.</param>
internal sealed record ResponseLife(
    EntryTimes Untold, EntryTimes Told, IReadOnlyList<(string Domain, long Since)> Tellers, long FallbackAt, string Limit, string LimitKey)
{
    /// <summary>The times that hold at a moment.</summary>
    public EntryTimes At(long now, Pulse pulse)
    {
        if (FallbackAt < Untold.ExpireAt && pulse.IsLogAway)
        {
            return Untold with { StaleAt = Math.Min(Untold.StaleAt, FallbackAt), ExpireAt = FallbackAt };
        }

        // Asked only past the times without: a fresh response costs no more than any other.
        return now >= Untold.StaleAt && Tellers.Count > 0 && AllTell(pulse) ? Told : Untold;
    }

    private bool AllTell(Pulse pulse)
    {
        for (var i = 0; i < Tellers.Count; i++)
        {
            if (!pulse.HasToldSince(Tellers[i].Domain, Tellers[i].Since))
            {
                return false;
            }
        }

        return true;
    }
}
