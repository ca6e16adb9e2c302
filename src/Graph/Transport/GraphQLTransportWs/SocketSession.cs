using System.Runtime.InteropServices;
using System.Text.Json;
using Graph.Security;
using Graph.Transport.Realtime;

namespace Graph.Transport.GraphQLTransportWs;

/// <summary>What a client says on its socket: who it is, and what it wants. Messages are handled one after the other.</summary>
internal sealed class SocketSession(SocketServices services, SocketConnection connection, HttpRequest handshake, string traceId)
{
    private TokenBucket _rate = new(
        services.Time, services.Options.MessagesPerSecond, services.Options.MessageBurst,
        services.Options.MessageBurst + services.Options.OperationsPerWebSocket);
    private Caller? _caller;
    private WatchedCaller? _watched;
    private volatile bool _isInitialised;
    private bool _isAcknowledged;

    public SocketOperations Operations { get; } = new(services, connection, traceId);

    public bool IsInitialised => _isInitialised;

    public async ValueTask HandleAsync(ReceivedMessage received)
    {
        if (received.Kind == ReceivedKind.TooLarge)
        {
            connection.Close(SocketClose.TooLarge(services.Options.MessageBytes));
        }
        else if (!_rate.TryTake())
        {
            connection.Close(SocketClose.TooFast(services.Options.MessagesPerSecond));
        }
        else if (received.Kind == ReceivedKind.Binary)
        {
            connection.Close(SocketClose.Invalid("A message is text, not binary"));
        }
        else
        {
            using var json = Parse(received.Text);
            await HandleAsync(json?.RootElement ?? default);
        }
    }

    /// <summary>Whether the caller's token would still be taken; closes the socket when not.</summary>
    public bool MayBeServed()
    {
        if (Volatile.Read(ref _watched) is { } caller && services.Watch.Check(caller) is { } refusal)
        {
            connection.Close(SocketClose.Refused(refusal));
        }

        return connection.Closing is null;
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private ValueTask HandleAsync(JsonElement json)
    {
        if (ClientMessage.Read(json, out var problem) is not { } message)
        {
            connection.Close(SocketClose.Invalid(problem));
            return default;
        }

        return message.Type switch
        {
            ClientMessageType.ConnectionInit => InitAsync(message.Payload),
            ClientMessageType.Ping => PongAsync(message.Payload),
            ClientMessageType.Subscribe => SubscribeAsync(message),
            ClientMessageType.Complete => CompleteAsync(message.Id),
            _ => default,
        };
    }

    private async ValueTask InitAsync(JsonElement payload)
    {
        if (_isInitialised)
        {
            connection.Close(SocketClose.TooManyInits);
            return;
        }

        _isInitialised = true;
        if (InitPayload.AuthorizationOf(payload) is not { } authorization)
        {
            connection.Close(SocketClose.InvalidText);
            return;
        }

        var (caller, refusal) = await services.Callers.OfAsync(handshake, authorization);
        if (refusal is not null)
        {
            connection.Close(SocketClose.Refused(refusal));
            return;
        }

        handshake.Headers.Clear(); // a browser's cookies alone may be kilobytes, for as long as the socket is open
        _caller = caller;
        Volatile.Write(ref _watched, caller is null ? null : services.Watch.Watch(caller));
        _isAcknowledged = true;
        await connection.SendAsync(ServerMessage.ConnectionAck);
    }

    private ValueTask PongAsync(JsonElement payload) => connection.SendAsync(ServerMessage.Pong(
        payload.ValueKind == JsonValueKind.Object ? JsonMarshal.GetRawUtf8Value(payload).ToArray() : default(ReadOnlyMemory<byte>)));

    private ValueTask SubscribeAsync(ClientMessage message)
    {
        if (_isAcknowledged)
        {
            return Operations.StartAsync(message, _caller);
        }

        connection.Close(SocketClose.Unauthorized);
        return default;
    }

    private ValueTask CompleteAsync(JsonElement id)
    {
        if (JsonTexts.Read(id) is { } text)
        {
            Operations.Complete(text);
        }

        return default;
    }
}
