using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Graph.FunctionalTests.Subscriptions;

/// <summary>One of very many clients: a bare socket that subscribes to the stock of a product and remembers the last version it was told.</summary>
internal sealed class CrowdMember(Crowd crowd) : IDisposable
{
    private static readonly byte[] Handshake = Encoding.ASCII.GetBytes(
        "GET /graphql HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n");

    private static readonly byte[] Messages =
    [
        .. Frame("""{"type":"connection_init"}"""),
        .. Frame("""{"id":"1","type":"subscribe","payload":{"query":"subscription { inventoryChanged(productIds: [\"1\"]) { available version } }"}}"""),
    ];

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[1_024];
    private int _length;

    /// <summary>The version of the last state; 0 before the first.</summary>
    public int Version { get; private set; }

    /// <summary>How many results have come.</summary>
    public int Results { get; private set; }

    public async Task ConnectAsync(IPEndPoint graph)
    {
        await _socket.ConnectAsync(graph);
        await _socket.SendAsync(Handshake);
        int end;
        while ((end = _buffer.AsSpan(0, _length).IndexOf("\r\n\r\n"u8)) < 0)
        {
            await ReceiveAsync();
        }

        if (!_buffer.AsSpan(0, _length).StartsWith("HTTP/1.1 101"u8))
        {
            throw new InvalidOperationException(Encoding.ASCII.GetString(_buffer, 0, _length));
        }

        Consume(end + 4);
        await _socket.SendAsync(Messages);
        _ = ReadAsync();
    }

    public void Dispose() => _socket.Dispose();

    private async Task ReadAsync()
    {
        try
        {
            while (true)
            {
                while (TryTake(out var message))
                {
                    Take(_buffer.AsSpan(message));
                    Consume(message.End.Value);
                }

                await ReceiveAsync();
            }
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            crowd.Lost(this);
        }
    }

    // Only whole, unmasked and short frames come from this server.
    private bool TryTake(out Range message)
    {
        message = default;
        if (_length < 4)
        {
            return false;
        }

        var isLong = _buffer[1] == 126;
        var start = isLong ? 4 : 2;
        var end = start + (isLong ? BinaryPrimitives.ReadUInt16BigEndian(_buffer.AsSpan(2)) : _buffer[1]);
        message = start..end;
        return _length >= end;
    }

    private void Take(ReadOnlySpan<byte> message)
    {
        var at = message.IndexOf("\"version\":"u8);
        if (at >= 0 && Utf8Parser.TryParse(message[(at + 10)..], out int version, out _))
        {
            Version = version;
            Results++;
            crowd.Told(version);
        }
    }

    private async ValueTask ReceiveAsync()
    {
        var read = await _socket.ReceiveAsync(_buffer.AsMemory(_length));
        _length += read > 0 ? read : throw new SocketException((int)SocketError.ConnectionReset);
    }

    private void Consume(int count)
    {
        _buffer.AsSpan(count, _length - count).CopyTo(_buffer);
        _length -= count;
    }

    // A mask of zeros leaves the text as it is.
    private static byte[] Frame(string text)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        byte[] length = payload.Length < 126 ? [(byte)(0x80 | payload.Length)] : [0x80 | 126, (byte)(payload.Length >> 8), (byte)payload.Length];
        return [0x81, .. length, 0, 0, 0, 0, .. payload];
    }
}
