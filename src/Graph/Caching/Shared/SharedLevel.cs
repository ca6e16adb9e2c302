using Graph.Caching.Flights;
using Graph.Caching.Freshness;
using Graph.Domains.Abstractions;

namespace Graph.Caching.Shared;

/// <summary>The values of one source in the level that instances share. Reads and writes whole batches; judges nothing.</summary>
internal sealed class SharedLevel<T>(SourceDefinition<T> definition, CacheParts parts, TimesInForce times, SharedParts shared) where T : class
{
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(2);

    /// <summary>The level of a source; null where its values stay in memory.</summary>
    public static SharedLevel<T>? Of(SourceDefinition<T> definition, CacheParts parts, TimesInForce times) =>
        parts.Shared is { } shared && shared.Keeps(definition) ? new SharedLevel<T>(definition, parts, times, shared) : null;

    /// <summary>False while it is left alone: then nothing is looked up, and nothing made ready to be written.</summary>
    public bool IsOpen => !shared.Store.IsPaused;

    /// <returns>For each flight's key what is kept of it, null where that is nothing that can be read.</returns>
    public async ValueTask<SharedEntry<T>?[]> ReadAsync(IReadOnlyList<Flight<T>> flights)
    {
        var keys = flights.Select(flight => shared.KeyOf(definition, flight.Key)).ToArray();
        var bytes = await shared.Store.ReadAsync(keys);
        var codec = shared.CodecOf(definition);
        var entries = new SharedEntry<T>?[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            entries[i] = bytes[i] is { } found ? codec.Read<T>(keys[i], found) : null;
        }

        return entries;
    }

    /// <summary>Which of the refreshes this instance is to do; the others are another's.</summary>
    public ValueTask<bool[]> TryLeaseAsync(IReadOnlyList<Flight<T>> refreshes) =>
        shared.Store.TryLeaseAsync([.. refreshes.Select(flight => shared.KeyOf(definition, flight.Key))], LeaseDuration);

    /// <summary>Makes a value ready, before anything is locked; null for a failure.</summary>
    public static EncodedValue? Encode(LoadResult<T> result) => result.IsFailed ? null : EntryCodec.Encode(result.Value);

    /// <summary>Writes what memory has taken.</summary>
    public void Write(IEnumerable<StoredValue> values) => shared.Store.Write([.. values.Select(WriteOf).OfType<SharedWrite>()]);

    private SharedWrite? WriteOf(StoredValue stored)
    {
        var entry = stored.Entry;
        if (entry.Start.Position.Epoch == 0)
        {
            return null; // of before the log was known: nobody could judge it
        }

        var header = new EntryHeader(
            (entry.IsFound ? EntryFlags.None : EntryFlags.Absent) | (entry.IsComplete ? EntryFlags.Complete : EntryFlags.None),
            entry.Start.Position,
            entry.Version ?? -1,
            (parts.Time.GetUtcNow() - parts.Time.GetElapsedTime(entry.FetchedAt)).ToUnixTimeMilliseconds(),
            (long)(entry.Ttl.Adapted?.TotalMilliseconds ?? 0),
            entry.Extent,
            stored.Value.Content);
        var key = shared.KeyOf(definition, stored.Key);
        var lifetime = parts.Time.GetElapsedTime(parts.Time.GetTimestamp(), times.EndOf(entry));
        return lifetime > TimeSpan.Zero && shared.CodecOf(definition).Write(key, header, entry.Tags, stored.Value) is { } bytes
            ? new SharedWrite(key, bytes, lifetime, parts.Index.ForgottenBefore(entry.Key, entry.Tags))
            : null;
    }
}
