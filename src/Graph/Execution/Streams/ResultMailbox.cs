using System.Threading.Tasks.Sources;
using Graph.Domains.Abstractions;
using Graph.Execution.Results;

namespace Graph.Execution.Streams;

/// <summary>Where a subscription's results wait for their client: filled from any thread, never more than <see cref="LimitOptions.QueuedResults"/>.</summary>
/// <remarks>Posting never waits and never runs the reader, so one execution can fill the mailboxes of many. An idle one holds no queue.</remarks>
internal sealed class ResultMailbox(LimitOptions limits, MailboxPolicy policy) : IResultStream, IValueTaskSource<ResultPayload?>
{
    private readonly Lock _gate = new();
    private Queue<ResultPayload>? _waiting;
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
        return default;
    }

    ResultPayload? IValueTaskSource<ResultPayload?>.GetResult(short token) => _reader.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<ResultPayload?>.GetStatus(short token) => _reader.GetStatus(token);

    void IValueTaskSource<ResultPayload?>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _reader.OnCompleted(continuation, state, token, flags);

    private bool KeepUnsafe(ResultPayload payload)
    {
        _waiting ??= new Queue<ResultPayload>();
        if (_waiting.Count >= limits.QueuedResults)
        {
            StreamMetrics.CountLagged(policy);
            if (policy == MailboxPolicy.Keep)
            {
                _end = TooSlow();
                return false;
            }

            _lagged += 1 + _waiting.Dequeue().Lagged;
        }

        _waiting.Enqueue(payload);
        return true;
    }

    private ResultPayload TakeUnsafe(Queue<ResultPayload> waiting)
    {
        var payload = waiting.Dequeue();
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
