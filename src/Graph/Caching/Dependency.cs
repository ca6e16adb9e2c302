using Graph.Caching.Memory;
using Graph.Invalidation;

namespace Graph.Caching;

/// <summary>One value that an answer was made of, with all that judges it.</summary>
/// <param name="Key">Its logical key.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Start">The start of its fetch.</param>
/// <param name="FetchedAt">The clock at the start of its fetch.</param>
/// <param name="Version">Its version; null for lists, absences, failures and unversioned entities.</param>
internal readonly record struct Dependency(string Key, IReadOnlyList<string> Tags, Mark Start, long FetchedAt, long? Version)
{
    public static Dependency Of(CacheEntry entry) => new(entry.Key, entry.Tags, entry.Start, entry.FetchedAt, entry.Version);

    /// <returns>Null where nothing was read: a limit came before.</returns>
    public static Dependency? Of(ReadBatch batch, int index) => batch.Reads[index] switch
    {
        { Entry: { } entry } => Of(entry),
        { Landed: { } landed } => new Dependency(batch.NameOf(index), landed.Tags, landed.Start, landed.FetchedAt, landed.Version),
        _ => null,
    };

    /// <summary>Whether it may differ from another of its key.</summary>
    public bool IsAnotherThan(Dependency other) => AreOthers(Version, FetchedAt, other.Version, other.FetchedAt);

    /// <summary>Whether two values of one key may differ: by their versions, or where one has none by the start of their fetches.</summary>
    public static bool AreOthers(long? version, long fetchedAt, long? otherVersion, long otherFetchedAt) =>
        version is { } mine && otherVersion is { } theirs ? mine != theirs : fetchedAt != otherFetchedAt;
}
