using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Consistency.Announcing;

/// <summary>How a change is told to an instance.</summary>
internal interface IAnnouncer
{
    /// <summary>Whether it has words for a change.</summary>
    bool Takes(Change change);

    /// <summary>Whether a version that it announces stays in the cache: otherwise everything falls that was fetched before.</summary>
    bool KeepsAnnouncedVersion { get; }

    Task<Announced> AnnounceAsync(GraphClient client, Change change);
}
