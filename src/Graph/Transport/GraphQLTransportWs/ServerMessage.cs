using System.Buffers;
using Graph.Execution.Results;
using Graph.Execution.Streams;

namespace Graph.Transport.GraphQLTransportWs;

/// <summary>A message to a client, written when its turn has come.</summary>
internal readonly struct ServerMessage
{
    private readonly ReadOnlyMemory<byte> _id;
    private readonly ReadOnlyMemory<byte> _payload;
    private readonly ResultPayload? _next;
    private readonly OperationResult? _result;
    private readonly IReadOnlyList<GraphError>? _errors;

    private ServerMessage(
        ServerMessageType type, ReadOnlyMemory<byte> id = default, ReadOnlyMemory<byte> payload = default,
        ResultPayload? next = null, OperationResult? result = null, IReadOnlyList<GraphError>? errors = null)
    {
        Type = type;
        _id = id;
        _payload = payload;
        _next = next;
        _result = result;
        _errors = errors;
    }

    public static ServerMessage ConnectionAck => new(ServerMessageType.ConnectionAck);

    public static ServerMessage Ping => new(ServerMessageType.Ping);

    public ServerMessageType Type { get; }

    /// <param name="payload">The ping's, as JSON; it goes back as it came. Empty without one.</param>
    public static ServerMessage Pong(ReadOnlyMemory<byte> payload) => new(ServerMessageType.Pong, payload: payload);

    /// <param name="id">The operation's, as JSON.</param>
    /// <param name="result">A result of its subscription.</param>
    public static ServerMessage Next(ReadOnlyMemory<byte> id, ResultPayload result) => new(ServerMessageType.Next, id, next: result);

    /// <param name="id">The operation's, as JSON.</param>
    /// <param name="result">Its only result.</param>
    public static ServerMessage Next(ReadOnlyMemory<byte> id, OperationResult result) => new(ServerMessageType.Next, id, result: result);

    public static ServerMessage Error(ReadOnlyMemory<byte> id, IReadOnlyList<GraphError> errors) => new(ServerMessageType.Error, id, errors: errors);

    public static ServerMessage Complete(ReadOnlyMemory<byte> id) => new(ServerMessageType.Complete, id);

    public void WriteTo(IBufferWriter<byte> output)
    {
        if (_id.IsEmpty)
        {
            output.Write("{\"type\":"u8);
        }
        else
        {
            output.Write("{\"id\":"u8);
            output.Write(_id.Span);
            output.Write(",\"type\":"u8);
        }

        output.Write(NameOf(Type));
        WritePayload(output);
        output.Write("}"u8);
    }

    private void WritePayload(IBufferWriter<byte> output)
    {
        if (Type is ServerMessageType.Next or ServerMessageType.Error || !_payload.IsEmpty)
        {
            output.Write(",\"payload\":"u8);
        }

        output.Write(_payload.Span);
        _next?.WriteTo(output);
        if (_result is not null)
        {
            ResultWriter.Write(output, _result);
        }

        if (_errors is not null)
        {
            ResultWriter.Write(output, _errors);
        }
    }

    private static ReadOnlySpan<byte> NameOf(ServerMessageType type) => type switch
    {
        ServerMessageType.ConnectionAck => "\"connection_ack\""u8,
        ServerMessageType.Ping => "\"ping\""u8,
        ServerMessageType.Pong => "\"pong\""u8,
        ServerMessageType.Next => "\"next\""u8,
        ServerMessageType.Error => "\"error\""u8,
        _ => "\"complete\""u8,
    };
}
