using Graph.Domains.Abstractions;
using Graph.Upstreams.Lanes;

namespace Graph.Tests.Upstreams;

/// <summary>A fetch that notes what is done with its lane.</summary>
internal sealed class TestFetch(string? traceId = "trace-1", CancellationToken cancellation = default) : FetchContext, IRetryObserver
{
    public override CancellationToken Cancellation => cancellation;

    public override string? TraceId => traceId;

    public List<string> Lane { get; } = [];

    public override void Prime<T>(EntitySource<T> source, IReadOnlyList<T> values)
    {
    }

    public void RetryWaits() => Lane.Add("waits");

    public void RetryResumes() => Lane.Add("resumes");
}
