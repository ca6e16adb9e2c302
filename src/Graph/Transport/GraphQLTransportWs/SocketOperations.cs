using Graph.Domains.Abstractions;
using Graph.Execution;
using Graph.Execution.Results;
using Graph.Security;
using Graph.Transport.Realtime;

namespace Graph.Transport.GraphQLTransportWs;

/// <summary>Starts and ends the operations of one socket.</summary>
internal sealed class SocketOperations(SocketServices services, SocketConnection connection, string traceId)
{
    private readonly OperationTable _table = new();
    private volatile bool _isStopping;

    /// <summary>How many there have been.</summary>
    public long Started { get; private set; }

    /// <summary>Handles a <c>subscribe</c>.</summary>
    public async ValueTask StartAsync(ClientMessage message, Caller? caller)
    {
        Started++;
        if (SubscribeReading.Read(message, RequestTrace.Numbered(traceId, Started), services.Limits) is not { } read)
        {
            connection.Close(SocketClose.InvalidText);
        }
        else if (read.Json.Length > services.Options.OperationIdBytes)
        {
            connection.Close(SocketClose.Invalid($"An 'id' is longer than {services.Options.OperationIdBytes} bytes (Realtime:OperationIdBytes)"));
        }
        else if (read.Request.Refusal is { Status: StatusCodes.Status400BadRequest } malformed)
        {
            connection.Close(SocketClose.Invalid(malformed.Message));
        }
        else if (_table.Contains(read.Id))
        {
            connection.Close(SocketClose.Duplicate(read.Id));
        }
        else if (Refusal(read.Request) is { } refused)
        {
            Rejections.Count(refused.Code);
            await connection.SendAsync(ServerMessage.Error(read.Json, [refused]));
        }
        else
        {
            Start(read, caller);
        }
    }

    /// <summary>Handles a <c>complete</c>. An unknown id is none's, or was: both sides may end an operation at once.</summary>
    public void Complete(string id) => _table.Remove(id)?.Stop(EndReason.Client);

    public void StopAll(EndReason reason) => Array.ForEach(_table.All(), operation => operation.Stop(reason));

    /// <summary>Completes subscriptions, takes nothing new, and closes the socket when all that runs has ended.</summary>
    public void Finish()
    {
        _isStopping = true;
        Array.ForEach(_table.All(), operation => operation.Finish());
        CloseIfFinished();
    }

    public Task WhenIdle() => _table.WhenIdle();

    public void Release(SocketOperation operation) => _table.Release(operation);

    public void SubscriptionStarted() => services.Gauges.SubscriptionStarted(RealtimeTransport.WebSocket);

    public void Ended(SocketOperation operation, EndReason reason)
    {
        if (operation.IsSubscription)
        {
            services.Gauges.SubscriptionEnded(RealtimeTransport.WebSocket, reason);
        }

        Log.OperationEnded(
            services.Logger, operation.Identity?.Type, operation.Identity?.Name, reason,
            services.Time.GetElapsedTime(operation.Started).TotalMilliseconds, operation.Results, operation.Errors,
            RequestTrace.Numbered(traceId, operation.Number));
        _table.Ended(operation);
        CloseIfFinished();
    }

    public void Fail(Exception defect, SocketOperation operation) => connection.Fail(defect, RequestTrace.Numbered(traceId, operation.Number));

    private GraphError? Refusal(RequestReading reading)
    {
        if (reading.Refusal is { } refusal)
        {
            return new GraphError(refusal.Code, refusal.Message);
        }

        if (_isStopping)
        {
            return new GraphError(ErrorCodes.Overloaded, "The server is stopping. Connect again.") { Retryable = true };
        }

        var most = services.Options.OperationsPerWebSocket;
        return _table.Count < most ? null : new GraphError(
            ErrorCodes.LimitExceeded, $"There are {most} operations on this WebSocket already (Realtime:OperationsPerWebSocket). End one, or open another.");
    }

    private void Start(SubscribeReading read, Caller? caller)
    {
        var operation = new SocketOperation(connection, this, read.Id, read.Json, Started, services.Time.GetTimestamp());
        _table.Add(operation);
        operation.Start(
            services.Executor, read.Request.Request! with { Viewer = caller?.Viewer, Token = caller?.Token, TakesStream = true });

        // Whoever has begun to end them meanwhile may not have seen this one.
        if (connection.Closing is { } close)
        {
            operation.Stop(close.End);
        }
        else if (_isStopping)
        {
            operation.Finish();
        }
    }

    private void CloseIfFinished()
    {
        if (_isStopping && _table.IsIdle)
        {
            connection.Close(SocketClose.Stopping);
        }
    }
}
