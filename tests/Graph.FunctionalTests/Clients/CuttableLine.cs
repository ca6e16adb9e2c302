using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Graph.FunctionalTests.Clients;

/// <summary>A line to a server that can be cut, whatever is spoken on it.</summary>
internal sealed class CuttableLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closed = new();
    private readonly ConcurrentBag<TcpClient> _ends = [];
    private readonly Uri _server;
    private readonly Task _accepting;
    private volatile bool _isDown;

    public CuttableLine(Uri server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections that have come through.</summary>
    public int Opened { get; private set; }

    /// <summary>Cuts what is open, without a word, and lets nothing through until it is mended.</summary>
    public void Cut()
    {
        _isDown = true;
        foreach (var end in _ends)
        {
            end.Dispose();
        }
    }

    public void Mend() => _isDown = false;

    public async ValueTask DisposeAsync()
    {
        Cut();
        await _closed.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _closed.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_closed.Token);
                _ends.Add(client);
                if (_isDown)
                {
                    client.Dispose();
                    continue;
                }

                var server = new TcpClient { NoDelay = true };
                _ends.Add(server);
                await server.ConnectAsync(_server.Host, _server.Port, _closed.Token);
                Opened++;
                _ = CopyAsync(client, server);
                _ = CopyAsync(server, client);
            }
        }
        catch (OperationCanceledException)
        {
            // closed
        }
    }

    private static async Task CopyAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
        }
        catch (Exception cut) when (cut is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // either end has gone
        }

        from.Dispose();
        to.Dispose();
    }
}
