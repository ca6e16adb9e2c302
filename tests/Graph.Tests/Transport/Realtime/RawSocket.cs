using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Graph.TestKit;

namespace Graph.Tests.Transport.Realtime;

/// <summary>Bytes over TCP after a WebSocket's handshake, for what no client library would send, or leave undone.</summary>
internal sealed class RawSocket : IDisposable
{
    private const int MessageTooBig = 65_536;

    private readonly TcpClient _client;
    private readonly NetworkStream _stream;

    private RawSocket(TcpClient client)
    {
        _client = client;
        _stream = client.GetStream();
    }

    public static async Task<RawSocket> ConnectAsync(RealtimeServer server, int? receiveBuffer = null)
    {
        var client = new TcpClient();
        if (receiveBuffer is { } bytes)
        {
            client.ReceiveBufferSize = bytes;
        }

        await client.ConnectAsync(server.SocketAddress.Host, server.SocketAddress.Port);
        var socket = new RawSocket(client);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET /graphql HTTP/1.1\r\nHost: {server.SocketAddress.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"));
        await socket.ReadHeadersAsync();
        return socket;
    }

    public Task SendAsync(byte[] bytes) => _stream.WriteAsync(bytes).AsTask().WaitAsync(Patience.Limit);

    /// <summary>A text in one masked frame; the mask is zero, which changes nothing.</summary>
    public Task SendTextAsync(string text) => SendAsync(Frame(0x81, Encoding.UTF8.GetBytes(text)));

    public static byte[] Frame(byte first, byte[] payload)
    {
        var header = payload.Length < 126 ? new byte[6] : payload.Length < MessageTooBig ? new byte[8] : new byte[14];
        header[0] = first;
        if (header.Length == 6)
        {
            header[1] = (byte)(0x80 | payload.Length);
        }
        else if (header.Length == 8)
        {
            header[1] = 0x80 | 126;
            BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)payload.Length);
        }
        else
        {
            header[1] = 0x80 | 127;
            BinaryPrimitives.WriteUInt64BigEndian(header.AsSpan(2), (ulong)payload.Length);
        }

        return [.. header, .. payload];
    }

    /// <summary>The next frame: its first byte and its payload; null when the server has cut the connection.</summary>
    public async Task<(byte First, byte[] Payload)?> ReadFrameAsync()
    {
        try
        {
            var header = await ReadAsync(2);
            var length = header[1] switch
            {
                126 => BinaryPrimitives.ReadUInt16BigEndian(await ReadAsync(2)),
                127 => (int)BinaryPrimitives.ReadUInt64BigEndian(await ReadAsync(8)),
                var small => small,
            };
            return (header[0], await ReadAsync(length));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Reads on to the close frame's code; null when there is none.</summary>
    public async Task<int?> ReadCloseAsync()
    {
        while (await ReadFrameAsync() is { } frame)
        {
            if (frame.First == 0x88)
            {
                return BinaryPrimitives.ReadUInt16BigEndian(frame.Payload);
            }
        }

        return null;
    }

    public void Dispose() => _client.Dispose();

    private async Task<byte[]> ReadAsync(int count)
    {
        var bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes).AsTask().WaitAsync(Patience.Limit);
        return bytes;
    }

    private async Task ReadHeadersAsync()
    {
        var text = new StringBuilder();
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            text.Append((char)(await ReadAsync(1))[0]);
        }

        Assert.StartsWith("HTTP/1.1 101 ", text.ToString(), StringComparison.Ordinal);
    }
}
