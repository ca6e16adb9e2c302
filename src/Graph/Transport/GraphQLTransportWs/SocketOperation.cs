using Graph.Execution;
using Graph.Execution.Results;
using Graph.Execution.Streams;
using Graph.Transport.Realtime;

namespace Graph.Transport.GraphQLTransportWs;

/// <summary>One operation of a socket: from its <c>subscribe</c> to its <c>error</c> or <c>complete</c>, or until nobody wants it.</summary>
/// <remarks>A subscription that waits holds this, its stream and one state machine: neither its request nor the result that began it.</remarks>
/// <param name="socket">What it runs on.</param>
/// <param name="owner">Hears what becomes of it.</param>
/// <param name="id">Its id.</param>
/// <param name="json">Its id, as JSON.</param>
/// <param name="number">Which of the socket's it is.</param>
/// <param name="started">When.</param>
#pragma warning disable CA1001 // A cancellation source has something to dispose of only with a timer or a wait handle.
internal sealed class SocketOperation(SocketConnection socket, SocketOperations owner, string id, byte[] json, long number, long started)
#pragma warning restore CA1001
{
    private CancellationTokenSource? _starting = new();
    private EndableStream _stream = new();
    private volatile bool _isUnwanted;

    public string Id => id;

    public long Number => number;

    public long Started => started;

    /// <summary>Whether its messages still go out: its client has not ended it, and may still have it.</summary>
    public bool IsWanted => !_isUnwanted && socket.MayBeServed();

    public bool IsSubscription { get; private set; }

    public OperationIdentity? Identity { get; private set; }

    public long Results { get; private set; }

    public int Errors { get; private set; }

    public void Start(IOperationExecutor executor, OperationRequest request) => _ = StartAsync(executor.ExecuteAsync(request, _starting!.Token));

    /// <summary>Ends it at once; nothing of it is sent any more.</summary>
    public void Stop(EndReason reason)
    {
        _isUnwanted = true;
        _ = Volatile.Read(ref _starting)?.CancelAsync();
        _stream.End(reason);
    }

    /// <summary>Ends a subscription as complete. What has one result comes to its end.</summary>
    public void Finish() => _stream.End(EndReason.Stopping);

    private async Task StartAsync(Task<OperationResult> starting)
    {
        try
        {
            var result = await starting;
            Identity = result.Operation;
            Errors = result.Errors.Count;
            if (result.Stream is { } stream)
            {
                _ = StreamAsync(stream);
                return;
            }

            await AnswerAsync(result);
        }
#pragma warning disable CA1031 // The last resort for a defect of this operation; it must not end the process, and the others go on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            owner.Ended(this, EndOf(failure));
        }
    }

    private async Task AnswerAsync(OperationResult result)
    {
        using var data = result.Data;
        var end = EndReason.Failed;
        if (result.Outcome != ResultOutcome.Executed)
        {
            await EndAsync(ServerMessage.Error(json, result.Errors));
        }
        else
        {
            await socket.SendAsync(ServerMessage.Next(json, result), this);
            Results = 1;
            end = EndReason.Completed;
            await EndAsync(ServerMessage.Complete(json));
        }

        owner.Ended(this, _isUnwanted ? _stream.Ended ?? end : end);
    }

    private async Task StreamAsync(IResultStream stream)
    {
        EndReason end;
        IsSubscription = true;
        owner.SubscriptionStarted();
        _stream.Take(stream);
        Volatile.Write(ref _starting, null);
        try
        {
            await using var whole = stream;
            while (await stream.ReadAsync() is { } result)
            {
                await socket.SendAsync(ServerMessage.Next(json, result), this);
                Results++;
            }

            await EndAsync(stream.End.Errors.Count > 0 ? ServerMessage.Error(json, stream.End.Errors) : ServerMessage.Complete(json));
            end = _stream.Ended ?? EndReasons.Of(stream.End);
        }
#pragma warning disable CA1031 // As above.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            end = EndOf(failure);
        }

        owner.Ended(this, end);
    }

    /// <summary>The id is free before the client hears so: it may use it again at once.</summary>
    private async Task EndAsync(ServerMessage last)
    {
        owner.Release(this);
        await socket.SendAsync(last, this);
    }

    private EndReason EndOf(Exception failure)
    {
        if (_isUnwanted || ConnectionLoss.Is(failure))
        {
            return _stream.Ended ?? EndReason.Lost;
        }

        owner.Fail(failure, this);
        return EndReason.Failed;
    }
}
