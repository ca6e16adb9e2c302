using Graph.Execution;
using Graph.Execution.Results;
using Graph.Execution.Streams;
using Graph.Transport.Realtime;

namespace Graph.Transport.GraphQLTransportWs;

/// <summary>One operation of a socket: from its <c>subscribe</c> to its <c>error</c> or <c>complete</c>, or until nobody wants it.</summary>
/// <param name="socket">What it runs on.</param>
/// <param name="owner">Hears what becomes of it.</param>
/// <param name="id">Its id.</param>
/// <param name="json">Its id, as JSON.</param>
/// <param name="traceId">Its own.</param>
/// <param name="started">When.</param>
#pragma warning disable CA1001 // A cancellation source has something to dispose of only with a timer or a wait handle.
internal sealed class SocketOperation(SocketConnection socket, SocketOperations owner, string id, byte[] json, string traceId, long started)
#pragma warning restore CA1001
{
    private readonly Lock _gate = new();
    private CancellationTokenSource? _starting = new();
    private IResultStream? _stream;
    private EndReason? _stopped;
    private volatile bool _isUnwanted;

    public string Id => id;

    public string TraceId => traceId;

    public long Started => started;

    /// <summary>Whether its messages still go out: its client has not ended it, and may still have it.</summary>
    public bool IsWanted => !_isUnwanted && socket.MayBeServed();

    public bool IsSubscription { get; private set; }

    public OperationIdentity? Identity { get; private set; }

    public long Results { get; private set; }

    public int Errors { get; private set; }

    // The request is not kept while a subscription waits: its text is the document store's, its variables the engine's.
    public void Start(IOperationExecutor executor, OperationRequest request) => _ = RunAsync(executor.ExecuteAsync(request, _starting!.Token));

    /// <summary>Ends it at once; nothing of it is sent any more.</summary>
    public void Stop(EndReason reason)
    {
        _isUnwanted = true;
        _ = Note(reason)?.CancelAsync();
        EndStream();
    }

    /// <summary>Ends a subscription as complete. What has one result comes to its end.</summary>
    public void Finish()
    {
        Note(EndReason.Stopping);
        EndStream();
    }

    private async Task RunAsync(Task<OperationResult> starting)
    {
        var end = EndReason.Lost;
        try
        {
            var result = await starting;
            Identity = result.Operation;
            Errors = result.Errors.Count;
            end = await (result.Stream is { } stream ? StreamAsync(stream) : AnswerAsync(result));
        }
        catch (Exception gone) when (_isUnwanted || ConnectionLoss.Is(gone))
        {
            end = _stopped ?? EndReason.Lost;
        }
#pragma warning disable CA1031 // The last resort for a defect of this operation; it must not end the process, and the others go on.
        catch (Exception defect)
#pragma warning restore CA1031
        {
            end = EndReason.Failed;
            socket.Fail(defect, traceId);
        }

        owner.Ended(this, end);
    }

    private async Task<EndReason> AnswerAsync(OperationResult result)
    {
        if (result.Outcome != ResultOutcome.Executed)
        {
            await EndAsync(ServerMessage.Error(json, result.Errors));
            return _stopped ?? EndReason.Failed;
        }

        await socket.SendAsync(ServerMessage.Next(json, result), this);
        Results = 1;
        await EndAsync(ServerMessage.Complete(json));
        return _isUnwanted ? _stopped!.Value : EndReason.Completed;
    }

    private async Task<EndReason> StreamAsync(IResultStream stream)
    {
        IsSubscription = true;
        owner.SubscriptionStarted();
        await using var whole = stream;
        Take(stream);
        while (await stream.ReadAsync() is { } result)
        {
            await socket.SendAsync(ServerMessage.Next(json, result), this);
            Results++;
        }

        await EndAsync(stream.End.Errors.Count > 0 ? ServerMessage.Error(json, stream.End.Errors) : ServerMessage.Complete(json));
        return _stopped ?? EndReasons.Of(stream.End);
    }

    /// <summary>The id is free before the client hears so: it may use it again at once.</summary>
    private async Task EndAsync(ServerMessage last)
    {
        owner.Release(this);
        await socket.SendAsync(last, this);
    }

    /// <summary>From here on a stop disposes of the stream; one that came before does now.</summary>
    private void Take(IResultStream stream)
    {
        lock (_gate)
        {
            _stream = stream;
            _starting = null;
        }

        if (_stopped is not null)
        {
            EndStream();
        }
    }

    private CancellationTokenSource? Note(EndReason reason)
    {
        lock (_gate)
        {
            _stopped ??= reason;
            return _starting;
        }
    }

    private void EndStream()
    {
        lock (_gate)
        {
            _ = _stream?.DisposeAsync().AsTask();
        }
    }
}
