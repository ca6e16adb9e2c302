using Graph.Domains.Abstractions;
using Graph.Upstreams.Lanes;
using Polly;

namespace Graph.Upstreams.Calls;

/// <summary>One call with all its attempts: what the strategies of the pipeline know about it. Its attempts follow one another,
/// so nothing here is shared between threads.</summary>
internal sealed class UpstreamCall(UpstreamRequest request, Uri address, FetchContext fetch, long startedAt)
{
    private static readonly ResiliencePropertyKey<UpstreamCall> Key = new("graph.upstream.call");

    public UpstreamRequest Request => request;

    public Uri Address => address;

    public string? TraceId => fetch.TraceId;

    /// <summary>When the call began, by the time provider's clock.</summary>
    public long StartedAt => startedAt;

    /// <summary>Attempts sent so far.</summary>
    public int Attempts { get; private set; }

    /// <summary>How long to wait before the next attempt.</summary>
    public TimeSpan RetryDelay { get; set; }

    /// <summary>The caller has no use for the answer any more, which says nothing about the upstream. (A total time-out cancels the
    /// pipeline's token but not this one.)</summary>
    public bool IsAbandoned => fetch.Cancellation.IsCancellationRequested;

    public static UpstreamCall Of(ResilienceContext context) => context.Properties.GetValue(Key, null!);

    public void BeginAttempt()
    {
        if (Attempts++ > 0)
        {
            (fetch as IRetryObserver)?.RetryResumes();
        }
    }

    public void WaitForRetry() => (fetch as IRetryObserver)?.RetryWaits();

    public ResilienceContext Enter()
    {
        var context = ResilienceContextPool.Shared.Get(fetch.Cancellation);
        context.Properties.Set(Key, this);
        return context;
    }
}
