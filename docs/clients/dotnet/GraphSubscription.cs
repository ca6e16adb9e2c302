using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Graph.Clients;

/// <summary>Follows one subscription over graphql-transport-ws, through lost connections and restarts of the server, and misses nothing.</summary>
/// <param name="address">The graph's: <c>ws://localhost:5000/graphql</c>.</param>
/// <param name="query">A subscription that takes <c>$since</c>.</param>
/// <param name="variables">The others.</param>
/// <param name="token">An access token that is good now, asked for before each connection; null for nobody's.</param>
public sealed class GraphSubscription(
    Uri address, string query, IReadOnlyDictionary<string, object?> variables, Func<ValueTask<string>>? token = null)
{
    private const string Id = "1";

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private string? _since;

    /// <summary>The results as they come: the current state, then each change. Ends only with its reader.</summary>
    /// <exception cref="InvalidOperationException">The server refuses the subscription, and would again.</exception>
    public async IAsyncEnumerable<JsonElement> FollowAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var failures = 0; ; failures++)
        {
            using var socket = new ClientWebSocket();
            if (await TryAsync(() => StartAsync(socket, cancellation)))
            {
                try
                {
                    while (await NextAsync(socket, cancellation) is { } result)
                    {
                        failures = 0;
                        yield return result;
                        _since = result.GetProperty("extensions").GetProperty("position").GetString();
                    }
                }
                finally
                {
                    await TryAsync(() => LeaveAsync(socket));
                }
            }

            await Task.Delay(Random.Shared.NextDouble() * WaitAfter(failures), TimeProvider.System, cancellation);
        }
    }

    private static TimeSpan WaitAfter(int failures) =>
        TimeSpan.FromSeconds(Math.Min(Math.Pow(2, failures), LongestWait.TotalSeconds));

    private async Task StartAsync(ClientWebSocket socket, CancellationToken cancellation)
    {
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(address, cancellation);
        var credentials = token is null ? null : new { Authorization = $"Bearer {await token()}" };
        await SendAsync(socket, new { type = "connection_init", payload = credentials }, cancellation);
        var sent = new Dictionary<string, object?>(variables) { ["since"] = _since };
        await ReceiveAsync(socket, "connection_ack", cancellation);
        await SendAsync(socket, new { id = Id, type = "subscribe", payload = new { query, variables = sent } }, cancellation);
    }

    /// <returns>Null when the connection is gone, or the server is about to stop: another one goes on.</returns>
    private static async Task<JsonElement?> NextAsync(ClientWebSocket socket, CancellationToken cancellation)
    {
        JsonElement? next = null;
        await TryAsync(async () =>
        {
            var message = await ReceiveAsync(socket, "next", cancellation);
            next = message?.GetProperty("payload");
        });
        return next;
    }

    /// <summary>Reads up to a message of some type.</summary>
    /// <returns>Null for the end of the subscription.</returns>
    private static async Task<JsonElement?> ReceiveAsync(ClientWebSocket socket, string wanted, CancellationToken cancellation)
    {
        while (true)
        {
            var message = await ReceiveAsync(socket, cancellation);
            switch (message.GetProperty("type").GetString())
            {
                case var type when type == wanted:
                    return message;
                case "ping":
                    await SendAsync(socket, new { type = "pong" }, cancellation);
                    break;
                case "error" when !IsWorthRetry(message.GetProperty("payload")):
                    throw new InvalidOperationException(message.GetProperty("payload").GetRawText());
                case "error" or "complete":
                    return null;
            }
        }
    }

    private static async Task<JsonElement> ReceiveAsync(ClientWebSocket socket, CancellationToken cancellation)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[4_096];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(), cancellation);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                // 4400 to 4429 speak of what this client does; the credentials (4403) may be better next time.
                throw (int?)socket.CloseStatus is 4400 or 4401 or 4406 or 4409 or 4429
                    ? new InvalidOperationException($"{(int?)socket.CloseStatus} {socket.CloseStatusDescription}")
                    : new WebSocketException(socket.CloseStatusDescription);
            }

            whole.Write(buffer.AsSpan(0, part.Count));
        }
        while (!part.EndOfMessage);

        return JsonSerializer.Deserialize<JsonElement>(whole.GetBuffer().AsSpan(0, (int)whole.Length));
    }

    private static bool IsWorthRetry(JsonElement errors) => errors.EnumerateArray().All(error =>
        error.TryGetProperty("extensions", out var extensions) && extensions.TryGetProperty("retryable", out var retryable) && retryable.GetBoolean());

    private static async Task LeaveAsync(ClientWebSocket socket)
    {
        if (socket.State == WebSocketState.Open)
        {
            await SendAsync(socket, new { id = Id, type = "complete" }, CancellationToken.None);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
    }

    private static Task SendAsync(ClientWebSocket socket, object message, CancellationToken cancellation) => socket.SendAsync(
        JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, cancellation);

    /// <returns>False when the connection could not be had, or is lost.</returns>
    private static async Task<bool> TryAsync(Func<Task> speak)
    {
        try
        {
            await speak();
            return true;
        }
        catch (WebSocketException)
        {
            return false;
        }
    }
}
