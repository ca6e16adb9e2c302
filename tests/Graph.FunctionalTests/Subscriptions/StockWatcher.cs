using System.Collections.Concurrent;
using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Subscriptions;

/// <summary>A client that watches some stock, and comes back after the last position that it has whenever its socket ends.</summary>
internal sealed class StockWatcher(Func<int, GraphClient> graphOf, IReadOnlyList<string> ids) : IAsyncDisposable
{
    private const string Query = """subscription ($ids: [ID!]!, $since: String) { inventoryChanged(productIds: $ids, since: $since) { productId available version } }""";

    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GraphSocket? _socket;
    private Task _running = Task.CompletedTask;
    private string? _position;

    /// <summary>The last state of each product.</summary>
    public ConcurrentDictionary<string, int> Available { get; } = new(StringComparer.Ordinal);

    /// <summary>What should not have been.</summary>
    public ConcurrentQueue<string> Problems { get; } = new();

    public int Connections { get; private set; }

    /// <summary>Begins, and is done when the whole state has come.</summary>
    public Task StartAsync()
    {
        _running = Task.Run(RunAsync);
        return _started.Task.WaitAsync(Graph.TestKit.Patience.Limit);
    }

    /// <summary>Cuts the socket.</summary>
    public async Task CutAsync() => await _socket!.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_socket is not null)
        {
            await _socket.DisposeAsync();
        }

        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await using var socket = _socket = await GraphSocket.OpenAsync(graphOf(Connections++));
                var stock = await socket.SubscribeAsync(Query, new { ids, since = _position });
                while (await stock.WaitAsync(_stop.Token) is { } message)
                {
                    if (!Take(message))
                    {
                        break;
                    }
                }
            }
            catch (Exception gone) when (gone is System.Net.WebSockets.WebSocketException or OperationCanceledException or InvalidOperationException or IOException)
            {
                // cut, refused or killed: come back
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    /// <returns>False when it has to begin again.</returns>
    private bool Take(SocketMessage message)
    {
        if (message.Type != "next")
        {
            if (message.Type == "error" && message.Codes is not ["POSITION_NOT_REACHED"])
            {
                Problems.Enqueue(message.Payload.GetRawText());
            }

            return false;
        }

        if (_position is { } last && string.CompareOrdinal(last, message.Position) > 0 && !message.Position.StartsWith("0000000000000000", StringComparison.Ordinal))
        {
            Problems.Enqueue($"{message.Position} after {last}");
        }

        _position = message.Position;
        if (message.Codes.Count == 0)
        {
            Available[message.At("inventoryChanged.productId").GetString()!] = message.At("inventoryChanged.available").GetInt32();
        }

        if (Available.Count == ids.Count)
        {
            _started.TrySetResult();
        }

        return true;
    }
}
