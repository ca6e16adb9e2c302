using Graph.Caching.Flights;
using Graph.Caching.Memory;
using Graph.Caching.Shared;
using Graph.Domains.Abstractions;

namespace Graph.Caching.Writes;

/// <summary>The cache of one source, as writes use it.</summary>
internal sealed class WriteTarget<T>(
    CachedSource<T> source,
    SourceDefinition<T> definition,
    CacheParts parts,
    MemoryReader<T> memory,
    Flights<T> flights,
    Landing<T> landing,
    Departures<T> departures,
    SharedLevel<T>? shared)
    where T : class
{
    /// <summary>Reads the entity as it is, without what is pending.</summary>
    /// <param name="id">The entity's id.</param>
    /// <param name="atLeast">A version that the client has seen; when memory has an older one, that one is forgotten and read anew.</param>
    /// <param name="request">For whom.</param>
    public async ValueTask<LoadResult<T>> ReadAsync(string id, long atLeast, LoadRequest request)
    {
        if (!parts.Options.Enabled)
        {
            return await ReadDirectAsync(id, request);
        }

        ReadKey[] keys = [new ReadKey(id)];
        var result = (await source.ReadBareAsync(keys, request))[0];
        if (!result.IsFound || definition.VersionOf(result.Value!) is not { } version || version >= atLeast)
        {
            return result;
        }

        var key = source.KeyOf(keys[0], request);
        if (parts.Memory.TryGet(key, out var entry) && entry.Version < atLeast)
        {
            parts.Memory.Remove(key, entry);
        }

        return (await source.ReadBareAsync(keys, request))[0];
    }

    /// <summary>What memory knows of the entity; null when that is nothing.</summary>
    public T? Known(string id, LoadRequest request) =>
        memory.Read(source.KeyOf(new ReadKey(id), request), extent: 0, parts.Index.Seq, out var entry) is ReadOutcome.Miss ? null : entry!.Value;

    /// <summary>The marker of a write, taken immediately before it is sent: its answer is at least as new as everything before.</summary>
    public BatchStart Mark() => new(parts.Index.Now, parts.Admissions, parts.Time.GetTimestamp());

    /// <summary>Tells whoever asks what has come of a write.</summary>
    public void Tell(LoadRequest request, string? id, BatchStart start, string? problem) =>
        request.CallObserver?.Called(new ObservedCall(definition, ObservedCallKind.Write, id is null ? [] : [new ReadKey(id)], id is null ? 0 : 1)
        {
            Took = parts.Time.GetElapsedTime(start.At),
            Failed = problem is null || id is null ? 0 : 1,
            Problem = problem,
        });

    public long? VersionOf(T value) => definition.VersionOf(value);

    public WrittenValue Describe(T value, string id) =>
        new(id, source.LogicalKeyOf(id), definition.VersionOf(value), definition.TagsOf(new ReadKey(id), value));

    /// <summary>Whether a purge or a deletion has come since the write began: then its version says nothing about what is read from now on.</summary>
    public bool IsForgotten(WrittenValue written, BatchStart since) => parts.Index.IsForgotten(written.LogicalKey, [], since.Mark);

    /// <summary>Puts the written value into memory (R16), and ends its overlay in the same step: no read finds neither, or both.</summary>
    /// <param name="value">The upstream's answer.</param>
    /// <param name="written">What it is.</param>
    /// <param name="fetched">When it counts as fetched.</param>
    /// <param name="overlay">What was shown for it, if anything.</param>
    /// <param name="request">Whose write it was.</param>
    public void Fill(T value, WrittenValue written, BatchStart fetched, Overlay? overlay, LoadRequest request)
    {
        var encoded = departures.Encode([value])?[0];
        var stored = new List<StoredValue>(1);
        flights.Locked((this, value, written, fetched, overlay, request, encoded, stored), static (_, fill) =>
        {
            var (self, value, written, fetched, overlay, request, encoded, stored) = fill;
            self.Confirm(overlay);
            var read = new ReadKey(written.Id);
            var key = self.KeyOf(read, request);
            if (self.Land(key, read, value, encoded, fetched) is { } entry && encoded is not null)
            {
                stored.Add(new StoredValue(key, entry, encoded));
            }
        });
        shared?.Write(stored);
    }

    /// <summary>Shows the viewer a change until its outcome is known; null when there is no room, or nobody to show it to alone.</summary>
    public Overlay? Show(string id, Func<T, T> change, T? known, LoadRequest request)
    {
        if (!parts.Options.Enabled || OverlayKey.Of(source, id, request) is not { } key)
        {
            return null;
        }

        var now = parts.Index.Now; // first, so that nothing is taken for known that came later
        var seen = parts.Seen.Of(source.KeyOf(new ReadKey(id), request))?.Version ?? 0;
        var read = known is null ? 0 : definition.VersionOf(known) ?? 0;
        var version = Math.Max(Math.Max(seen, read), parts.Index.MinVersion(source.LogicalKeyOf(id)));
        var overlay = new Overlay<T>(key, new OverlayBasis(now, version), change);
        return parts.Overlays.TryPush(overlay) ? overlay : null;
    }

    public void Confirm(Overlay? overlay)
    {
        if (overlay is not null)
        {
            parts.Overlays.Confirm(overlay);
        }
    }

    public void RollBack(Overlay? overlay)
    {
        if (overlay is not null)
        {
            parts.Overlays.RollBack(overlay);
        }
    }

    /// <summary>Waits for everything that this viewer is shown of the entity before it is true.</summary>
    public Task SettledAsync(string id, LoadRequest request) => OverlayKey.Of(source, id, request) is { } key
        ? Task.WhenAll(parts.Overlays.Of(key).Select(overlay => overlay.Settled)).WaitAsync(request.Cancellation)
        : Task.CompletedTask;

    /// <summary>To be called before a record of the viewer's own is appended: what others have ended until now stays ended.</summary>
    public void BeforeOwnRecord(string id, LoadRequest request)
    {
        if (OverlayKey.Of(source, id, request) is { } key)
        {
            parts.Overlays.DropDead(key, source.LogicalKeyOf(id));
        }
    }

    /// <summary>To be called after it: the viewer's own record ends none of the viewer's overlays.</summary>
    public void AfterOwnRecord(string id, LoadRequest request, long seq, long version)
    {
        if (OverlayKey.Of(source, id, request) is { } key)
        {
            parts.Overlays.Rebase(key, seq, version);
        }
    }

    private CacheKey KeyOf(ReadKey read, LoadRequest request) => source.KeyOf(read, request);

    private CacheEntry<T>? Land(CacheKey key, ReadKey read, T value, EncodedValue? encoded, BatchStart fetched) =>
        landing.Prime(key, read, value, encoded, fetched);

    // Without a cache nothing is shared, not even with the writer's own queries.
    private async ValueTask<LoadResult<T>> ReadDirectAsync(string id, LoadRequest request)
    {
        if (definition.RefusalOf(request) is { } refusal)
        {
            return refusal;
        }

        request.CountUpstreamCalls(1);
        if (request.UpstreamCalls > request.MaxUpstreamCalls)
        {
            return request.TooManyCalls;
        }

        var context = new BatchContext(request.TraceId, BatchOwner.Of(definition, request), lane: null, new NoPrimer(), request.Cancellation);
        return (await definition.FetchAsync([new ReadKey(id)], context))[0];
    }

    private sealed class NoPrimer : IPrimer
    {
        public void Prime<TOther>(EntitySource<TOther> source, IReadOnlyList<TOther> values) where TOther : class
        {
            // There is no cache to put it into.
        }
    }
}
