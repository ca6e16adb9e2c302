using System.Threading.Tasks.Sources;
using Graph.Domains.Abstractions;
using Graph.Execution.Results;

namespace Graph.Execution.Streams;

/// <summary>Where a subscription's results wait for their client: filled from any thread, never more than <see cref="LimitOptions.QueuedResults"/>.</summary>
/// <remarks>Posting never waits and never runs the reader, so one execution can fill the mailboxes of many. An idle one holds no queue.</remarks>
internal class ResultMailbox(LimitOptions limits, MailboxPolicy policy) : IResultStream, IValueTaskSource<ResultPayload?>
{
    private readonly Lock _gate = new();
    private List<ResultPayload>? _waiting;
    private ManualResetValueTaskSourceCore<ResultPayload?> _reader = new() { RunContinuationsAsynchronously = true };
    private bool _isReading;
    private int _lagged;
    private StreamEnd? _end;

    public StreamEnd End => _end ?? throw new InvalidOperationException("The stream has not ended.");

    /// <summary>Hands a result over.</summary>
    /// <returns>False once the subscription has ended, so that its source can forget the mailbox.</returns>
    public bool Post(ResultPayload payload)
    {
        lock (_gate)
        {
            if (_end is not null)
            {
                return false;
            }

            if (!_isReading)
            {
                return KeepUnsafe(payload);
            }

            _isReading = false;
        }

        _reader.SetResult(payload);
        return true;
    }

    /// <summary>Ends the subscription once its client has what waits already. Only the first end counts.</summary>
    public void Complete(StreamEnd end)
    {
        lock (_gate)
        {
            _end ??= end;
            if (!_isReading)
            {
                return;
            }

            _isReading = false;
        }

        _reader.SetResult(null);
    }

    public ValueTask<ResultPayload?> ReadAsync()
    {
        lock (_gate)
        {
            if (_waiting is not null)
            {
                return new ValueTask<ResultPayload?>(TakeUnsafe(_waiting));
            }

            if (_end is not null)
            {
                return default;
            }

            _reader.Reset();
            _isReading = true;
            return new ValueTask<ResultPayload?>(this, _reader.Version);
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _waiting = null;
        }

        Complete(StreamEnd.Completed);
        Left();
        return default;
    }

    /// <summary>Its client has gone, or has all: there is nobody to fill it for. May come more than once.</summary>
    protected virtual void Left()
    {
        // a mailbox alone has nobody to tell
    }

    ResultPayload? IValueTaskSource<ResultPayload?>.GetResult(short token) => _reader.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<ResultPayload?>.GetStatus(short token) => _reader.GetStatus(token);

    void IValueTaskSource<ResultPayload?>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _reader.OnCompleted(continuation, state, token, flags);

    private bool KeepUnsafe(ResultPayload payload)
    {
        _waiting ??= [];
        if (_waiting.Count >= limits.QueuedResults)
        {
            if (policy == MailboxPolicy.Keep)
            {
                StreamMetrics.CountLagged(policy);
                _end = TooSlow();
                return false;
            }

            SkipUnsafe(_waiting, payload.Subject);
        }

        _waiting.Add(payload);
        return true;
    }

    /// <summary>Leaves out the oldest result that a newer one of the same subject stands for. Where all are of different subjects none is left
    /// out: there are no more of them than the subscription watches.</summary>
    private void SkipUnsafe(List<ResultPayload> waiting, int next)
    {
        for (var i = 0; i < waiting.Count; i++)
        {
            var subject = waiting[i].Subject;
            if (subject == next || waiting.FindIndex(i + 1, later => later.Subject == subject) > 0)
            {
                StreamMetrics.CountLagged(policy);
                _lagged += 1 + waiting[i].Lagged;
                waiting.RemoveAt(i);
                return;
            }
        }
    }

    private ResultPayload TakeUnsafe(List<ResultPayload> waiting)
    {
        var payload = waiting[0];
        waiting.RemoveAt(0);
        payload = payload with { Lagged = payload.Lagged + _lagged };
        _lagged = 0;
        _waiting = waiting.Count == 0 ? null : waiting;
        return payload;
    }

    private StreamEnd TooSlow()
    {
        var message = $"The client reads too slowly: {limits.QueuedResults} results wait already ({LimitOptions.SectionName}:{nameof(limits.QueuedResults)}). "
            + "Subscribe again after the last position that has arrived.";
        return new StreamEnd(StreamEndReason.Lagged, new GraphError(ErrorCodes.LimitExceeded, message) { Retryable = true });
    }
}
