using Graph.Caching.Freshness;
using Graph.Caching.Memory;
using Graph.Caching.Shared;
using Graph.Domains.Abstractions;
using Graph.Invalidation;

namespace Graph.Caching.Flights;

/// <summary>Judges what the upstream has answered and puts it into memory. Called under the source's lock.</summary>
internal sealed class Landing<T>(SourceDefinition<T> definition, CacheParts parts, EntryTtls ttls, TimesInForce times) where T : class
{
    private const int MaxRefusals = 2;

    // Each needs another purge within one fetch, so only a key that is purged all the time gets there.
    private const int MaxOvertakings = 10;
    private const long MaxUnixMilliseconds = 253_402_300_799_999; // the year 9999
    private static readonly TimeSpan OthersRefresh = TimeSpan.FromSeconds(1);

    /// <summary>Counts a refusal.</summary>
    public static bool MayAskAgain(Flight<T> flight, Verdict refusal) =>
        refusal.IsOvertaken ? flight.Overtakings++ < MaxOvertakings : flight.Refusals++ < MaxRefusals;

    public Verdict Judge(Flight<T> flight, LoadResult<T> result)
    {
        if (result.IsFailed)
        {
            return new Verdict(true, null, []);
        }

        var version = result.IsFound ? definition.VersionOf(result.Value!) : null;
        var tags = definition.TagsOf(flight.Read, result.Value);
        var isAccepted = !IsOld(flight.Key, flight.LogicalKey, tags, version, flight.Start);
        return new Verdict(isAccepted, version, tags) { IsOvertaken = !isAccepted && IsOvertaken(flight.LogicalKey, tags, version, flight.Start) };
    }

    public FlightResult<T> Deliver(
        Flight<T> flight, LoadResult<T> result, Verdict verdict, EncodedValue? encoded, bool store, out CacheEntry<T>? stored)
    {
        stored = null;
        if (result.IsFailed || !(verdict.IsAccepted || IsGone(flight, result)))
        {
            MarkFailedRefresh(flight.Key);
            return new FlightResult<T>(verdict.IsAccepted ? result : Stale(), flight.Start.Mark, flight.Start.At, flight.Start.Mark.Seq, null, []);
        }

        using (parts.Responses.Replace(flight.LogicalKey, verdict.Version, flight.Start.At))
        {
            Note(flight.Key, verdict.Version, flight.Start.Mark, encoded?.Content);
            if (store)
            {
                stored = Store(flight.Key, flight.Read, flight.LogicalKey, result.Value, verdict, encoded?.Content, flight.Start);
            }
        }

        return new FlightResult<T>(result, flight.Start.Mark, flight.Start.At, flight.Start.Mark.Seq, verdict.Version, verdict.Tags) { Kept = stored };
    }

    /// <summary>Takes what the shared level has for a flight (R12): judged now, after it was read.</summary>
    /// <returns>Null when it may not be served, or is of no use to the flight.</returns>
    public FlightResult<T>? Admit(Flight<T> flight, SharedEntry<T> entry)
    {
        var start = new BatchStart(new Mark(entry.Header.Position, Mark.Unknown), parts.Admissions, StartOf(entry.Header));
        var judgedAt = parts.Index.Seq; // before the judgement (R8)
        var verdict = new Verdict(true, entry.Version, entry.Tags);
        if (entry.Header.Position.Epoch != parts.Index.Known.Epoch
            || !entry.Covers(flight.Read.Extent)
            || parts.Index.IsDead(flight.LogicalKey, entry.Tags, start.Mark, entry.Version)
            || IsOtherThanSeen(flight, entry)
            || (flight.IsRefresh && !IsNewer(flight.Key, start.At)))
        {
            return null;
        }

        var read = flight.Read with { Extent = entry.Header.Extent };
        using var replacement = parts.Responses.Replace(flight.LogicalKey, entry.Version, start.At);
        var stored = Store(flight.Key, read, flight.LogicalKey, entry.Value, verdict, entry.Header.Content, start, ttls.OfShared(entry.Header.Ttl));
        var now = parts.Time.GetTimestamp();
        if (stored is null || times.Of(stored, now) is var held && now >= (flight.IsRefresh ? held.StaleAt : held.ExpireAt))
        {
            return null; // kept for errors only
        }

        Note(flight.Key, entry.Version, start.Mark, entry.Header.Content);
        return new FlightResult<T>(
            entry.Value is { } value ? value : LoadResult<T>.NotFound, start.Mark, start.At, judgedAt, entry.Version, entry.Tags)
        {
            Kept = stored,
        };
    }

    /// <summary>Another instance refreshes these values: they are due again a little later, when it has them.</summary>
    public void Postpone(IEnumerable<Flight<T>> refreshes)
    {
        foreach (var flight in refreshes)
        {
            if (parts.Memory.TryGet(flight.Key, out var entry))
            {
                var again = parts.Time.GetTimestamp() + (long)(OthersRefresh.TotalSeconds * parts.Time.TimestampFrequency);
                entry.MarkRefreshFailed(new RefreshBackOff(entry.BackOff?.Failures ?? 0, again));
            }
        }
    }

    // The position says only which records it is older than, so what this instance has shown before decides too (R11, R19).
    private bool IsOtherThanSeen(Flight<T> flight, SharedEntry<T> entry)
    {
        if (LastAdmitted(flight.Key) is not { } seen || parts.Index.IsForgotten(flight.LogicalKey, entry.Tags, seen.Start))
        {
            return false;
        }

        return entry.Version is not { } version ? seen.Content != entry.Header.Content
            : seen.Content is null ? version < seen.Version
            : version <= seen.Version;
    }

    private bool IsNewer(CacheKey key, long fetchedAt) => !parts.Memory.TryGet(key, out var known) || known.FetchedAt < fetchedAt;

    // Other machines' clocks may be ahead: nothing is fetched in the future.
    private long StartOf(EntryHeader header)
    {
        var age = parts.Time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(header.FetchedAt, 0, MaxUnixMilliseconds));
        return parts.Time.GetTimestamp() - (long)(Math.Max(0, age.TotalSeconds) * parts.Time.TimestampFrequency);
    }

    /// <summary>Takes an entity that came along with a list, as of that list's fetch. Only where versions order it.</summary>
    /// <returns>What memory has taken; null when nothing.</returns>
    public CacheEntry<T>? Prime(CacheKey key, ReadKey read, T value, EncodedValue? encoded, BatchStart start)
    {
        var logicalKey = parts.Ids.KeyOf(definition.Source, read.Id);
        var verdict = new Verdict(true, definition.VersionOf(value), definition.TagsOf(read, value));
        if (verdict.Version is null
            || IsOld(key, logicalKey, verdict.Tags, verdict.Version, start)
            || IsKnownAbsentSince(key, start.At))
        {
            return null;
        }

        using var replacement = parts.Responses.Replace(logicalKey, verdict.Version, start.At);
        Note(key, verdict.Version, start.Mark, encoded?.Content);
        return Store(key, read, logicalKey, value, verdict, encoded?.Content, start);
    }

    private bool IsOld(CacheKey key, string logicalKey, IReadOnlyList<string> tags, long? version, BatchStart start)
    {
        if ((version ?? 0) < parts.Index.MinVersion(logicalKey))
        {
            return true;
        }

        if (IsOvertaken(logicalKey, tags, version, start))
        {
            return true;
        }

        return IsOlderThanSeen(key, logicalKey, tags, version, start);
    }

    private bool IsOlderThanSeen(CacheKey key, string logicalKey, IReadOnlyList<string> tags, long? version, BatchStart start)
    {
        if (LastAdmitted(key) is not { } seen || parts.Index.IsForgotten(logicalKey, tags, seen.Start))
        {
            return false;
        }

        // An absence has no version: it is older than a value that was let through since it was asked for.
        return version is { } known ? known < seen.Version : seen.Version is not null && seen.Order > start.Order;
    }

    // An event from before a purge may come after it, and its floor would refuse the absence that was purged for. When the upstream insists it
    // is right.
    private bool IsGone(Flight<T> flight, LoadResult<T> result) =>
        result is { IsFailed: false, IsFound: false }
        && parts.Index.MayBeGone(flight.LogicalKey)
        && !IsOlderThanSeen(flight.Key, flight.LogicalKey, definition.TagsOf(flight.Read, null), version: null, flight.Start);

    // Nobody can tell which side of a purge or deletion a fetch that was under way has read, so its version compares with none.
    // What has landed before was read before, so only what begins later may be of an older version.
    private bool IsOvertaken(string logicalKey, IReadOnlyList<string> tags, long? version, BatchStart start) =>
        version is not null && parts.Index.IsForgotten(logicalKey, tags, start.Mark);

    // A value that is read often may outlive its ghost, which only admissions renew; then the value itself tells.
    private SeenVersions.Admission? LastAdmitted(CacheKey key) =>
        parts.Seen.Of(key)
        ?? (parts.Memory.TryGet(key, out var entry) && entry.Version is { } kept ? new SeenVersions.Admission(kept, entry.Start, Order: 0, Content: null)
            : parts.Memory.TryGet(key, out entry) && entry is { Version: null, Content: not null } ? new SeenVersions.Admission(null, entry.Start, Order: 0, entry.Content)
            : null);

    /// <summary>Remembers what is let through.</summary>
    private void Note(CacheKey key, long? version, Mark start, ulong? content)
    {
        if (version is not { } admitted)
        {
            if (content is not null)
            {
                // No version orders it; where instances share values, its content tells what another has.
                var before = parts.Seen.Of(key);
                parts.Seen.Set(key, new SeenVersions.Admission(before?.Version, before?.Version is null ? start : before.Start, before?.Order ?? 0, content));
            }

            return;
        }

        // Of one version the later start counts (R11): a purge between the two has been answered by the later one.
        var since = parts.Seen.Of(key) is { } seen && seen.Version == admitted ? Mark.Max(seen.Start, start) : start;
        parts.Seen.Set(key, new SeenVersions.Admission(admitted, since, parts.NextAdmission(), Content: null));
        if (parts.Memory.TryGet(key, out var entry) && (entry.Version ?? 0) < admitted)
        {
            parts.Memory.Remove(key, entry); // outdated from now on, whether or not what was admitted may itself be kept
        }
    }

    private CacheEntry<T>? Store(
        CacheKey key, ReadKey read, string logicalKey, T? value, Verdict verdict, ulong? content, BatchStart start, EntryTtl? shared = null)
    {
        var known = parts.Memory.TryGet(key, out var entry) ? entry : null;
        var judgedAt = parts.Index.Seq; // before the judgement, so that the mark never claims more than was looked up (R8)
        if (IsUseless(known, verdict.Version, start))
        {
            return known as CacheEntry<T>;
        }

        // Of one version both prove what they prove (R11).
        var mark = known is not null && verdict.Version is not null && known.Version == verdict.Version ? Mark.Max(known.Start, start.Mark) : start.Mark;
        var ttl = shared is { } own ? new ChosenTtl(own, History: null) : ttls.Choose(key, logicalKey, value, verdict, start);
        if (!definition.Policy.Keeps(value is not null) || parts.Index.IsDead(logicalKey, verdict.Tags, mark, verdict.Version))
        {
            if (known is not null)
            {
                parts.Memory.Remove(key, known); // not to be kept itself, but somebody gets it, so what it replaces is outdated
            }

            return null;
        }

        var stored = new CacheEntry<T>
        {
            Key = logicalKey,
            Tags = verdict.Tags,
            Start = mark,
            Content = content,
            Version = verdict.Version,
            FetchedAt = start.At,
            Ttl = ttl.Own,
            Read = read,
            IsComplete = definition.IsComplete(value),
            Bytes = SizeEstimator.Of(value) + SizeEstimator.Of(logicalKey) + SizeEstimator.Of(verdict.Tags),
            Value = value,
        };
        stored.MarkChecked(judgedAt);
        parts.Memory.Store(key, stored);
        ttls.Keep(key, ttl);
        if (known is null || known.Version != stored.Version || stored.Version is null)
        {
            parts.Replaced?.Invoke(Dependency.Of(stored));
        }

        return stored;
    }

    // No version orders an absence: the fetch that began later is right (R19).
    private bool IsKnownAbsentSince(CacheKey key, long startedAt) =>
        parts.Memory.TryGet(key, out var known) && !known.IsFound && known.FetchedAt > startedAt;

    // Of two copies of one version the one fetched later judges and lives longer.
    private static bool IsUseless(CacheEntry? known, long? version, BatchStart start) =>
        known is not null && version is not null && known.Version == version && known.Start.Seq > start.Mark.Seq && known.FetchedAt >= start.At;

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
