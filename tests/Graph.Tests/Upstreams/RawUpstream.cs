using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Graph.Tests.Upstreams;

/// <summary>A server of bare sockets: it does with its connections what no web server would, and counts what really came.</summary>
internal sealed class RawUpstream : IAsyncDisposable
{
    private const string Answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 22\r\n\r\n{\"id\": \"7\", \"size\": 3}";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<(int Connection, string Line)> _requests = new();
    private readonly Func<int, bool> _answers;
    private readonly Task _serving;
    private int _connections;

    /// <param name="answers">By a request's number on its connection, from 1: whether it is answered. If not, the connection is closed once
    /// the request is read.</param>
    public RawUpstream(Func<int, bool> answers)
    {
        _answers = answers;
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    /// <summary>The request lines, each with the number of its connection.</summary>
    public (int Connection, string Line)[] Requests => [.. _requests];

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token), ++_connections));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client, int connection)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                for (var number = 1; await ReadAsync(stream) is { } line; number++)
                {
                    _requests.Enqueue((connection, line));
                    if (!_answers(number))
                    {
                        return;
                    }

                    await stream.WriteAsync(Encoding.ASCII.GetBytes(Answer), _end.Token);
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The client has gone, or the test.
            }
        }
    }

    /// <summary>The request line of a request that has come to its end; null at the connection's.</summary>
    private async Task<string?> ReadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (head.Length < 4 || head.ToString(head.Length - 4, 4) != "\r\n\r\n")
        {
            if (await stream.ReadAsync(one, _end.Token) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n");
        var length = lines.FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))?.Split(':')[1];
        await stream.ReadExactlyAsync(new byte[int.Parse(length ?? "0", CultureInfo.InvariantCulture)], _end.Token);
        return lines[0];
    }
}
