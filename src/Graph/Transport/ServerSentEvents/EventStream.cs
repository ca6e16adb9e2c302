using Graph.Execution;
using Graph.Execution.Results;
using Graph.Execution.Streams;
using Graph.Security;
using Graph.Transport.Realtime;

namespace Graph.Transport.ServerSentEvents;

/// <summary>One request that is answered with events.</summary>
internal sealed class EventStream : IOpenConnection
{
    private readonly EventStreams _services;
    private readonly HttpContext _http;
    private readonly string _traceId;
    private readonly WatchedCaller? _caller;
    private readonly EventWriter _writer;
    private readonly ConnectionCut _cut;
    private readonly Lock _gate = new();
    private IResultStream? _results;
    private EndReason? _ended;
    private CallerRefusal? _refusal;

    public EventStream(EventStreams services, HttpContext http, Caller? caller, string traceId)
    {
        _traceId = traceId;
        _services = services;
        _http = http;
        _caller = caller is null ? null : services.Watch.Watch(caller);
        _writer = new EventWriter(http.Response.BodyWriter, services.Time, http.RequestAborted);
        _cut = new ConnectionCut(http);
    }

    public RealtimeTransport Transport => RealtimeTransport.EventStream;

    public async Task<OperationResult> RunAsync(OperationRequest request)
    {
        try
        {
            Start(_http.Response);
            await _writer.CommentAsync();
            var result = await _services.Executor.ExecuteAsync(request with { TakesStream = true }, _http.RequestAborted);
            var last = result.Stream is { } results ? await StreamAsync(result, results) : result;
            if (last.Stream is null)
            {
                await _writer.NextAsync(last);
            }

            await _writer.CompleteAsync();
            return last;
        }
        finally
        {
            _cut.End();
        }
    }

    public void Check(long now)
    {
        var options = _services.Options;
        if (_writer.IsStuck(now, options.SendTimeout))
        {
            EndWith(EndReason.SendTimeout);
            _cut.Cut();
        }
        else if (MayBeServed() && _writer.IsSilent(now, options.CommentInterval))
        {
            _ = CommentAsync();
        }
    }

    public void Stop() => EndWith(EndReason.Stopping);

    private static void Start(HttpResponse response)
    {
        response.ContentType = MediaTypes.EventStream;
        response.Headers["X-Accel-Buffering"] = "no"; // nginx would gather events
    }

    /// <returns>The same; or, when the subscription has ended with errors, these.</returns>
    private async Task<OperationResult> StreamAsync(OperationResult result, IResultStream results)
    {
        _services.Gauges.SubscriptionStarted(RealtimeTransport.EventStream);
        var end = EndReason.Lost;
        try
        {
            await using var whole = results;
            await using var gone = _http.RequestAborted.UnsafeRegister(static stream => ((EventStream)stream!).EndWith(EndReason.Client), this);
            Take(results);
            while (await results.ReadAsync() is { } payload && MayBeServed())
            {
                await _writer.NextAsync(payload);
            }

            _http.RequestAborted.ThrowIfCancellationRequested();
            end = _ended ?? EndReasons.Of(results.End);
            return ErrorsOf(results) is { Count: > 0 } errors
                ? OperationResult.Refused(ResultOutcome.BadRequest, errors) with { Operation = result.Operation }
                : result;
        }
#pragma warning disable CA1031 // The last resort for a defect: it is logged, masked, and costs one stream.
        catch (Exception defect) when (!ConnectionLoss.Is(defect))
#pragma warning restore CA1031
        {
            end = EndReason.Failed;
            Log.ConnectionFailed(_services.Logger, _traceId, defect);
            return OperationResult.Refused(ResultOutcome.Failed, GraphError.Internal(_traceId)) with { Operation = result.Operation };
        }
        finally
        {
            _services.Gauges.SubscriptionEnded(RealtimeTransport.EventStream, _ended ?? end);
        }
    }

    private IReadOnlyList<GraphError> ErrorsOf(IResultStream results) =>
        _refusal is { } refusal ? [new GraphError(refusal.Code, refusal.Message)] : _ended is null ? results.End.Errors : [];

    /// <summary>Whether the caller's token would still be taken; ends the stream when not.</summary>
    private bool MayBeServed()
    {
        if (_caller is not null && _services.Watch.Check(_caller) is { } refusal)
        {
            _refusal = refusal;
            EndWith(EndReasons.Of(refusal));
        }

        return _refusal is null;
    }

    /// <summary>From here on an end disposes of the results; one that came before does now.</summary>
    private void Take(IResultStream results)
    {
        lock (_gate)
        {
            _results = results;
        }

        if (_ended is { } ended)
        {
            EndWith(ended);
        }
    }

    private void EndWith(EndReason reason)
    {
        lock (_gate)
        {
            _ended ??= reason;
            _ = _results?.DisposeAsync().AsTask();
        }
    }

    private async Task CommentAsync()
    {
        try
        {
            await _writer.CommentAsync();
        }
        catch (Exception gone) when (ConnectionLoss.Is(gone))
        {
            // whoever waits for the next event notices too
        }
    }
}
