using Graph.Domains.Abstractions;
using Graph.Upstreams.Lanes;

namespace Graph.Caching.Flights;

/// <summary>One batch on its way: what the domain's fetch sees of it.</summary>
internal sealed class BatchContext(string? traceId, IRetryObserver? lane, IPrimer primer, CancellationToken cancellation)
    : FetchContext, IRetryObserver
{
    /// <summary>For a shared fetch the end of the process only; the upstream's own timeouts bound it.</summary>
    public override CancellationToken Cancellation => cancellation;

    public override string? TraceId => traceId;

    public override void Prime<T>(EntitySource<T> source, IReadOnlyList<T> values) => primer.Prime(source, values);

    public void RetryWaits() => lane?.RetryWaits();

    public void RetryResumes() => lane?.RetryResumes();
}
