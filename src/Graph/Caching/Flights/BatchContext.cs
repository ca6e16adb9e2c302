using Graph.Domains.Abstractions;
using Graph.Upstreams;
using Graph.Upstreams.Lanes;

namespace Graph.Caching.Flights;

/// <summary>One batch on its way: what the domain's fetch sees of it.</summary>
internal sealed class BatchContext(
    string? traceId, BatchOwner owner, IRetryObserver? lane, IPrimer primer, CancellationToken cancellation, long? knownVersion = null)
    : FetchContext, IRetryObserver, IViewerCall
{
    private int _retries;

    /// <summary>For a shared fetch the end of the process only; the upstream's own timeouts bound it.</summary>
    public override CancellationToken Cancellation => cancellation;

    public override long? KnownVersion => knownVersion;

    public override string? TraceId => traceId;

    public override Viewer? Viewer => owner.Viewer;

    public ViewerToken? Token => owner.Token;

    public override void Prime<T>(EntitySource<T> source, IReadOnlyList<T> values) => primer.Prime(source, values);

    /// <summary>How often it has been tried again.</summary>
    public int Retries => Volatile.Read(ref _retries);

    public void RetryWaits()
    {
        Interlocked.Increment(ref _retries);
        lane?.RetryWaits();
    }

    public void RetryResumes() => lane?.RetryResumes();
}
