using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Consistency.Announcing;

/// <summary>A planted fault: what is announced now and then is something else, and the answer is passed off as the change's own.</summary>
internal sealed class SkippingAnnouncer(IAnnouncer inner, int each) : IAnnouncer
{
    private readonly AdminAnnouncer _elsewhere = new();
    private int _announced;

    public bool KeepsAnnouncedVersion => inner.KeepsAnnouncedVersion;

    public bool Takes(Change change) => inner.Takes(change);

    public Task<Announced> AnnounceAsync(GraphClient client, Change change) => Interlocked.Increment(ref _announced) % each == 0
        ? _elsewhere.AnnounceAsync(client, Change.ByOperator([]) with { Keys = ["product:of-nobody"] })
        : inner.AnnounceAsync(client, change);

    public override string ToString() => $"{inner}, not all";
}
