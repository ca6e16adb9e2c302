using Graph.Caching;
using Graph.Domains.Abstractions;
using Graph.Execution;
using Graph.Execution.Results;

namespace Graph.Subscriptions;

/// <summary>One run of a feed: within the deadline of a request, by the rights of whom it is for.</summary>
internal sealed class FeedRun : IDisposable
{
    private readonly FeedServices _services;
    private readonly Origin _origin;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _either;

    public FeedRun(FeedServices services, Origin origin, Dependencies dependencies, CancellationToken ended)
    {
        _services = services;
        _origin = origin;
        _deadline = new CancellationTokenSource(services.Limits.RequestTimeout, services.Time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_deadline.Token, ended);
        Load = services.Loaders.Create(new LoadRequest(origin.TraceId, _either.Token)
        {
            MaxUpstreamCalls = services.Limits.UpstreamCalls,
            Viewer = origin.Request.Viewer,
            Token = origin.Request.Token,
            Observer = dependencies,
        });
    }

    /// <summary>Reads the field's own value, and notes what it was.</summary>
    public ILoader Load { get; }

    /// <summary>Runs something; past the deadline it is a failure to be tried again.</summary>
    public async Task<OperationResult> ResultAsync(Func<CancellationToken, Task<OperationResult>> run)
    {
        try
        {
            return await run(_either.Token);
        }
        catch (OperationCanceledException) when (_deadline.IsCancellationRequested)
        {
            return OperationResult.Refused(ResultOutcome.TimedOut, TimedOut());
        }
    }

    /// <summary>Reads values; past the deadline each is a failure to be tried again.</summary>
    public async ValueTask<LoadResult<object>[]> ValuesAsync(int count, Func<ILoader, ValueTask<LoadResult<object>[]>> read)
    {
        try
        {
            return await read(Load).AsTask().WaitAsync(_either.Token);
        }
        catch (OperationCanceledException) when (_deadline.IsCancellationRequested)
        {
            return LoadResults.AllFailed<object>(count, new Failure(ErrorCodes.RequestTimeout, Message) { Retryable = true });
        }
    }

    public void Dispose()
    {
        _either.Dispose();
        _deadline.Dispose();
    }

    private string Message => DeadlineFailures.Message(_services.Limits);

    private GraphError TimedOut() => new(ErrorCodes.RequestTimeout, Message) { Retryable = true, TraceId = _origin.TraceId };
}
