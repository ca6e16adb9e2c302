using Graph.Caching.Memory;
using Graph.Domains.Abstractions;
using Graph.Invalidation;

namespace Graph.Caching.Flights;

/// <summary>Judges what the upstream has answered and puts it into memory. Called under the source's lock.</summary>
internal sealed class Landing<T>(SourceDefinition<T> definition, CacheParts parts) where T : class
{
    private const int MaxRefusals = 2;

    public static bool MayAskAgain(Flight<T> flight) => flight.Refusals < MaxRefusals;

    public Verdict Judge(Flight<T> flight, LoadResult<T> result)
    {
        if (result.IsFailed)
        {
            return new Verdict(true, null, []);
        }

        var version = result.IsFound ? definition.VersionOf(result.Value!) : null;
        var tags = definition.TagsOf(flight.Read, result.Value);
        return new Verdict(!IsOld(flight.Key, flight.LogicalKey, tags, version, flight.Start), version, tags);
    }

    public FlightResult<T> Deliver(Flight<T> flight, LoadResult<T> result, Verdict verdict, bool store)
    {
        if (result.IsFailed || !verdict.IsAccepted)
        {
            MarkFailedRefresh(flight.Key);
            return new FlightResult<T>(verdict.IsAccepted ? result : Stale(), flight.Start.Mark, flight.Start.Mark.Seq, null, []);
        }

        Admit(flight.Key, verdict.Version, flight.Start.Mark);
        if (store)
        {
            Store(flight.Key, flight.Read, flight.LogicalKey, result.Value, verdict, flight.Start);
        }

        return new FlightResult<T>(result, flight.Start.Mark, flight.Start.Mark.Seq, verdict.Version, verdict.Tags);
    }

    /// <summary>Takes an entity that came along with a list, as of that list's fetch. Only where versions order it.</summary>
    public void Prime(CacheKey key, ReadKey read, T value, BatchStart start)
    {
        var logicalKey = parts.Ids.KeyOf(definition.Source, read.Id);
        var verdict = new Verdict(true, definition.VersionOf(value), definition.TagsOf(read, value));
        if (verdict.Version is null
            || IsOld(key, logicalKey, verdict.Tags, verdict.Version, start)
            || IsKnownAbsentSince(key, start.At))
        {
            return;
        }

        Admit(key, verdict.Version, start.Mark);
        Store(key, read, logicalKey, value, verdict, start);
    }

    private bool IsOld(CacheKey key, string logicalKey, IReadOnlyList<string> tags, long? version, BatchStart start)
    {
        if ((version ?? 0) < parts.Index.MinVersion(logicalKey))
        {
            return true;
        }

        // Nobody can tell which side of a purge or deletion a fetch that was under way has read, so its version compares with none.
        // What has landed before was read before, so only what begins later may be of an older version.
        if (version is not null && parts.Index.IsForgotten(logicalKey, tags, start.Mark))
        {
            return true;
        }

        if (LastAdmitted(key) is not { } seen || parts.Index.IsForgotten(logicalKey, tags, seen.Start))
        {
            return false;
        }

        // An absence has no version: it is older than a value that was let through since it was asked for.
        return version is { } known ? known < seen.Version : seen.Order > start.Order;
    }

    // A value that is read often may outlive its ghost, which only admissions renew; then the value itself tells.
    private SeenVersions.Admission? LastAdmitted(CacheKey key) =>
        parts.Seen.Of(key)
        ?? (parts.Memory.TryGet(key, out var entry) && entry.Version is { } kept ? new SeenVersions.Admission(kept, entry.Start, Order: 0) : null);

    private void Admit(CacheKey key, long? version, Mark start)
    {
        if (version is not { } admitted)
        {
            return;
        }

        // Of one version the later start counts (R11): a purge between the two has been answered by the later one.
        var since = parts.Seen.Of(key) is { } seen && seen.Version == admitted ? Mark.Max(seen.Start, start) : start;
        parts.Seen.Set(key, new SeenVersions.Admission(admitted, since, parts.NextAdmission()));
        if (parts.Memory.TryGet(key, out var entry) && (entry.Version ?? 0) < admitted)
        {
            parts.Memory.Remove(key, entry); // outdated from now on, whether or not what was admitted may itself be kept
        }
    }

    private void Store(CacheKey key, ReadKey read, string logicalKey, T? value, Verdict verdict, BatchStart start)
    {
        var known = parts.Memory.TryGet(key, out var entry) ? entry : null;
        var judgedAt = parts.Index.Seq; // before the judgement, so that the mark never claims more than was looked up (R8)
        if (IsUseless(known, verdict.Version, start))
        {
            return;
        }

        var times = EntryTimes.Of(definition.Policy, start.At, value is not null, Jitter(), parts.Time.TimestampFrequency);
        if (times.ErrorUntil <= start.At || parts.Index.IsDead(logicalKey, verdict.Tags, start.Mark, verdict.Version))
        {
            if (known is not null)
            {
                parts.Memory.Remove(key, known); // not to be kept itself, but somebody gets it, so what it replaces is outdated
            }

            return;
        }

        var stored = new CacheEntry<T>
        {
            Key = logicalKey,
            Tags = verdict.Tags,
            Start = start.Mark,
            Version = verdict.Version,
            Times = times,
            Extent = read.Extent,
            IsComplete = definition.IsComplete(value),
            Bytes = SizeEstimator.Of(value) + SizeEstimator.Of(logicalKey) + SizeEstimator.Of(verdict.Tags),
            Value = value,
        };
        stored.MarkChecked(judgedAt);
        parts.Memory.Store(key, stored);
    }

    // No version orders an absence: the fetch that began later is right (R19).
    private bool IsKnownAbsentSince(CacheKey key, long startedAt) =>
        parts.Memory.TryGet(key, out var known) && !known.IsFound && known.Times.FetchedAt > startedAt;

    // Of two copies of one version the one fetched later judges and lives longer.
    private static bool IsUseless(CacheEntry? known, long? version, BatchStart start) =>
        known is not null && version is not null && known.Version == version && known.Start.Seq > start.Mark.Seq;

    private double Jitter() => 1 + (((Random.Shared.NextDouble() * 2) - 1) * parts.Options.Jitter);

    private void MarkFailedRefresh(CacheKey key)
    {
        if (parts.Memory.TryGet(key, out var entry))
        {
            entry.MarkRefreshFailed(
                RefreshBackOff.After(entry.BackOff, parts.Time.GetTimestamp(), parts.Options, parts.Time.TimestampFrequency));
        }
    }

    private Failure Stale() => new(
        ErrorCodes.UpstreamStale,
        $"{definition.Domain} keeps answering with an older version than the one already announced or read. Try again later.")
    {
        Upstream = definition.Domain,
        Retryable = true,
    };
}
