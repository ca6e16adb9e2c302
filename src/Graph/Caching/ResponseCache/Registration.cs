namespace Graph.Caching.ResponseCache;

/// <summary>That a response depends on a name: a link of the list of all that do. Belongs to the index's lock.</summary>
/// <param name="response">The response.</param>
/// <param name="name">A key or a tag.</param>
internal sealed class Registration(CachedResponse response, string name)
{
    public CachedResponse Response => response;

    public string Name => name;

    /// <summary>Whether the name is the key of a value in it; else it is a tag.</summary>
    public bool IsKey { get; init; }

    /// <summary>The value's version.</summary>
    public long? Version { get; init; }

    /// <summary>When the value was fetched: what tells values without a version apart.</summary>
    public long FetchedAt { get; init; }

    public Registration? Next { get; set; }

    public Registration? Previous { get; set; }

    /// <summary>Whether a value that is about to be shown is another than the one in the response.</summary>
    public bool IsReplacedBy(long? version, long fetchedAt) => IsKey && Dependency.AreOthers(Version, FetchedAt, version, fetchedAt);
}
