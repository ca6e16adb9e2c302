using System.Buffers;
using System.Net.WebSockets;

namespace Graph.Transport.GraphQLTransportWs;

/// <summary>Reads whole messages. While none is on its way, nothing is held: the wait for one reads no byte and has no buffer.</summary>
internal sealed class MessageReader(WebSocket socket, int limit)
{
    private const int FirstBuffer = 4_096;

    /// <summary>Waits until a message begins. Not a method that awaits: it would hold its state for as long as the client is silent.</summary>
    public ValueTask<ValueWebSocketReceiveResult> WaitAsync() => socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);

    /// <param name="start">What <see cref="WaitAsync"/> has said, if that is not a close.</param>
    public ValueTask<ReceivedMessage> ReadAsync(ValueWebSocketReceiveResult start) =>
        start.MessageType == WebSocketMessageType.Binary ? new(ReceivedMessage.Binary)
        : start.EndOfMessage ? new(ReceivedMessage.OfText(null, 0))
        : ReadTextAsync();

    /// <summary>Reads whatever comes and keeps nothing, until the client answers the close.</summary>
    public async ValueTask DiscardAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        try
        {
            while (socket.State is WebSocketState.Open or WebSocketState.CloseSent
                && (await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None)).MessageType != WebSocketMessageType.Close)
            {
                // whatever it was, it came too late
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async ValueTask<ReceivedMessage> ReadTextAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Min(FirstBuffer, limit + 1));
        var length = 0;
        try
        {
            while (true)
            {
                // No further than one byte past the limit, though the buffer may be larger: a read comes back only when it is full.
                var room = buffer.AsMemory(length, Math.Min(buffer.Length, limit + 1) - length);
                var read = await socket.ReceiveAsync(room, CancellationToken.None);
                length += read.Count;
                if (read.MessageType == WebSocketMessageType.Close || length > limit)
                {
                    return length > limit ? ReceivedMessage.TooLarge : ReceivedMessage.Closed;
                }

                if (read.EndOfMessage)
                {
                    var whole = buffer;
                    buffer = null;
                    return ReceivedMessage.OfText(whole, length);
                }

                if (length == buffer.Length)
                {
                    buffer = Grow(buffer);
                }
            }
        }
        finally
        {
            if (buffer is not null)
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    private byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(buffer.Length * 2L, limit + 1L));
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
