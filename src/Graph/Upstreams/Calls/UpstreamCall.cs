using System.Net;
using System.Net.Http.Headers;
using Graph.Domains.Abstractions;
using Graph.Upstreams.Lanes;
using Polly;

namespace Graph.Upstreams.Calls;

/// <summary>One call with all its attempts: what the strategies of the pipeline know about it. Its attempts follow one another,
/// so nothing here is shared between threads.</summary>
internal sealed class UpstreamCall(UpstreamRequest request, Uri address, CallContext caller, long startedAt)
{
    private static readonly ResiliencePropertyKey<UpstreamCall> Key = new("graph.upstream.call");

    public UpstreamRequest Request => request;

    public Uri Address => address;

    public string? TraceId => caller.TraceId;

    /// <summary>The viewer's token, where this call carries it.</summary>
    public ViewerToken? Token => (caller as IViewerCall)?.Token;

    /// <summary>Whether it looks for changes, and comes again by itself.</summary>
    public bool IsPoll => caller is IPollCall;

    /// <summary>When the call began, by the time provider's clock.</summary>
    public long StartedAt => startedAt;

    /// <summary>Attempts sent so far.</summary>
    public int Attempts { get; private set; }

    /// <summary>Whether the answer of an attempt to write is lost, so that nobody knows what came of it. Once true it stays: no later
    /// failure says anything about that attempt.</summary>
    public bool MayHaveArrived { get; private set; }

    /// <summary>How long to wait before the next attempt.</summary>
    public TimeSpan RetryDelay { get; set; }

    /// <summary>The caller has no use for the answer any more, which says nothing about the upstream. (A total time-out cancels the
    /// pipeline's token but not this one.)</summary>
    public bool IsAbandoned => caller.Cancellation.IsCancellationRequested;

    private bool IsSending { get; set; }

    public static UpstreamCall Of(ResilienceContext context) => context.Properties.GetValue(Key, null!);

    public void BeginAttempt()
    {
        if (Attempts++ > 0)
        {
            (caller as IRetryObserver)?.RetryResumes();
        }
    }

    /// <summary>An answer has come, with the upstream's own time.</summary>
    public void NoteDate(HttpResponseHeaders headers)
    {
        if (caller is IPollCall poll && headers.Date is { } date)
        {
            poll.AnsweredAt(date);
        }
    }

    /// <summary>From here on the upstream may get this attempt's write.</summary>
    public void BeginSending() => IsSending = true;

    /// <summary>The attempt has ended.</summary>
    /// <param name="status">Its answer's; null without a whole one.</param>
    public void EndAttempt(HttpStatusCode? status)
    {
        MayHaveArrived |= IsSending && !(status is { } answered && TellsTheOutcome(answered));
        IsSending = false;
    }

    public void WaitForRetry() => (caller as IRetryObserver)?.RetryWaits();

    public ResilienceContext Enter()
    {
        var context = ResilienceContextPool.Shared.Get(caller.Cancellation);
        context.Properties.Set(Key, this);
        return context;
    }

    /// <summary>Whether a status comes from the service itself and says whether it has written. A gateway that has lost the service's
    /// answer says 502, 504 or a number that is not registered (past 511); a redirect may stand for either.</summary>
    private static bool TellsTheOutcome(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout or > HttpStatusCode.NetworkAuthenticationRequired => false,
        >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest => false,
        _ => true,
    };
}
