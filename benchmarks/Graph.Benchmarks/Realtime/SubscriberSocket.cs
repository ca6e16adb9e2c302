using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Graph.Benchmarks.Realtime;

/// <summary>One subscriber, as cheap as it can be, so that the server is what is measured: a raw socket, one small buffer, and nothing parsed but
/// the version. Its callbacks run where the socket is polled (<c>DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1</c>).</summary>
internal sealed class SubscriberSocket : IDisposable
{
    public const string Product = "7";

    private static readonly byte[] Init = ServerFrames.Masked("""{"type":"connection_init"}"""u8);
    private static readonly byte[] Pong = ServerFrames.Masked("""{"type":"pong"}"""u8);
    private static readonly byte[] Subscribe = ServerFrames.Masked(Encoding.UTF8.GetBytes(
        $$$"""{"id":"1","type":"subscribe","payload":{"query":"subscription { inventoryChanged(productIds: [\"{{{Product}}}\"]) { productId available version } }"}}"""));

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly SocketAsyncEventArgs _receive = new();
    private readonly byte[] _buffer = new byte[2_048];
    private readonly Progress _progress;
    private int _held;
    private volatile bool _isLeaving;

    private SubscriberSocket(Progress progress) => _progress = progress;

    /// <summary>The newest version that it has been told.</summary>
    public int Version { get; set; }

    public static async Task<SubscriberSocket> OpenAsync(Uri address, Progress progress)
    {
        var subscriber = new SubscriberSocket(progress);
        await subscriber._socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(address.Host), address.Port));
        await subscriber.HandshakeAsync(address);
        await subscriber._socket.SendAsync(Init);
        await subscriber.ReadMessageAsync("connection_ack");
        await subscriber._socket.SendAsync(Subscribe);
        subscriber._receive.Completed += (_, _) => subscriber.Receive();
        subscriber.Post();
        return subscriber;
    }

    public void Dispose()
    {
        _isLeaving = true;
        _socket.Dispose();
    }

    private async Task HandshakeAsync(Uri address)
    {
        var request = $"GET /graphql HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n";
        await _socket.SendAsync(Encoding.ASCII.GetBytes(request));
        while (_buffer.AsSpan(0, _held).IndexOf("\r\n\r\n"u8) < 0)
        {
            await FillAsync();
        }

        if (!_buffer.AsSpan(0, _held).StartsWith("HTTP/1.1 101"u8))
        {
            throw new InvalidOperationException($"No WebSocket at {address}: {Encoding.ASCII.GetString(_buffer, 0, _held)}");
        }

        _held = 0; // no server speaks before it has been initialised
    }

    private async Task ReadMessageAsync(string type)
    {
        int length;
        while (!ServerFrames.TryRead(_buffer.AsSpan(0, _held), out _, out _, out length))
        {
            await FillAsync();
        }

        var message = Encoding.UTF8.GetString(_buffer, 0, length);
        Take(length);
        if (!message.Contains(type, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"Expected '{type}': {message}");
        }
    }

    private async Task FillAsync()
    {
        var count = await _socket.ReceiveAsync(_buffer.AsMemory(_held));
        _held += count > 0 ? count : throw new InvalidOperationException("The server has closed a connection.");
    }

    private void Post()
    {
        _receive.SetBuffer(_buffer, _held, _buffer.Length - _held);
        if (!_socket.ReceiveAsync(_receive))
        {
            Receive();
        }
    }

    /// <summary>Takes what has arrived, and waits for more.</summary>
    private void Receive()
    {
        try
        {
            do
            {
                if (_isLeaving || _receive.SocketError != SocketError.Success || _receive.BytesTransferred == 0)
                {
                    _progress.Lost(_isLeaving);
                    return;
                }

                _held += _receive.BytesTransferred;
                TakeFrames();
                _receive.SetBuffer(_buffer, _held, _buffer.Length - _held);
            }
            while (!_socket.ReceiveAsync(_receive));
        }
        catch (ObjectDisposedException)
        {
            // it has left
        }
    }

    private void TakeFrames()
    {
        while (ServerFrames.TryRead(_buffer.AsSpan(0, _held), out var kind, out var payload, out var length))
        {
            if (kind == ServerFrames.Text && ServerFrames.VersionIn(payload) is var version and > 0)
            {
                _progress.Told(this, version);
            }
            else if (kind == ServerFrames.Ping)
            {
                _socket.Send(ServerFrames.Masked(payload, ServerFrames.Ping + 1));
            }
            else if (payload.IndexOf("\"ping\""u8) >= 0)
            {
                _socket.Send(Pong);
            }
            else
            {
                throw new InvalidOperationException($"Not what a subscriber expects: {Encoding.UTF8.GetString(payload)}");
            }

            Take(length);
        }
    }

    private void Take(int length)
    {
        _held -= length;
        _buffer.AsSpan(length, _held).CopyTo(_buffer);
    }
}
