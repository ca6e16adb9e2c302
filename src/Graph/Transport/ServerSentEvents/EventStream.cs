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
    private readonly OpenPlace _place;
    private readonly string _traceId;
    private readonly WatchedCaller? _caller;
    private readonly EventWriter _writer;
    private ConnectionCut _cut;
    private EndableStream _results = new();
    private CallerRefusal? _refusal;

    public EventStream(EventStreams services, HttpContext http, OpenPlace place, Caller? caller, string traceId)
    {
        _place = place;
        _traceId = traceId;
        _services = services;
        _http = http;
        _caller = caller is null ? null : services.Watch.Watch(caller);
        _writer = new EventWriter(http.Response.BodyWriter, services.Time, http.RequestAborted);
        _cut = new ConnectionCut(http);
    }

    public RealtimeTransport Transport => RealtimeTransport.EventStream;

    public async Task<OperationResult?> RunAsync(OperationRequest request)
    {
        _place.Take(this);
        try
        {
            Start(_http.Response);
            await _writer.CommentAsync();
            var result = await _services.Executor.ExecuteAsync(request with { TakesStream = true }, _http.RequestAborted);
            var last = result.Stream is { } results ? await StreamAsync(result, results) : result;
            using var data = last.Data;
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
            _place.Dispose();
        }
    }

    public void Check(long now)
    {
        var options = _services.Options;
        if (_writer.IsStuck(now, options.SendTimeout))
        {
            _results.End(EndReason.SendTimeout);
            _cut.Cut();
        }
        else if (MayBeServed() && _writer.IsSilent(now, options.CommentInterval))
        {
            _ = CommentAsync();
        }
    }

    public void Stop() => _results.End(EndReason.Stopping);

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
            await using var gone = _http.RequestAborted.UnsafeRegister(static stream => ((EventStream)stream!)._results.End(EndReason.Client), this);
            _results.Take(results);
            while (await results.ReadAsync() is { } payload && MayBeServed())
            {
                await _writer.NextAsync(payload);
            }

            _http.RequestAborted.ThrowIfCancellationRequested();
            end = _results.Ended ?? EndReasons.Of(results.End);
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
            _services.Gauges.SubscriptionEnded(RealtimeTransport.EventStream, _results.Ended ?? end);
        }
    }

    private IReadOnlyList<GraphError> ErrorsOf(IResultStream results) =>
        _refusal is { } refusal ? [new GraphError(refusal.Code, refusal.Message)] : _results.Ended is null ? results.End.Errors : [];

    /// <summary>Whether the caller's token would still be taken; ends the stream when not.</summary>
    private bool MayBeServed()
    {
        if (_caller is not null && _services.Watch.Check(_caller) is { } refusal)
        {
            _refusal = refusal;
            _results.End(EndReasons.Of(refusal));
        }

        return _refusal is null;
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
