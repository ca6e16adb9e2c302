using Graph.Caching.Memory;
using Graph.Domains.Abstractions;

namespace Graph.Caching.Flights;

/// <summary>Finds the copy whose version a fetch sends along, so that the upstream need not send what it has not changed.</summary>
/// <remarks>The copy may be expired or dead: what revives it is the upstream's word that it still holds this version, given after the
/// fetch began (R10, R13).</remarks>
internal sealed class Donors<T>(SourceDefinition<T> definition, CacheParts parts) where T : class
{
    /// <summary>The copy of a key; null for a first fetch, and where the upstream is not to be asked so.</summary>
    public CacheEntry<T>? Find(CacheKey key, ReadKey read) =>
        // An id that no path takes names nothing there, whatever the batch read says of it.
        definition.RefreshesConditionally && UpstreamPath.Takes(read.Id) && parts.Memory.TryGet(key, out var entry) && IsUsable(key, entry)
            ? (CacheEntry<T>)entry
            : null;

    /// <summary>Whether the copy's version still names its content, and nothing newer is known.</summary>
    public bool IsUsable(CacheKey key, CacheEntry donor) =>
        donor is { IsFound: true, Version: { } version }
        && version >= parts.Index.MinVersion(donor.Key)
        && !(parts.Seen.Of(key)?.Version > version)
        // After a purge or a deletion the upstream may count anew: its "7" need not be the 7 that was read before.
        && !parts.Index.IsForgotten(donor.Key, donor.Tags, donor.Start)
        && !parts.Index.Floor.Outdates(donor.Start);
}
