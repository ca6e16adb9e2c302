using System.Threading.Channels;

namespace Graph.TestKit.Server;

/// <summary>An operation on a <see cref="GraphSocket"/>.</summary>
public sealed class SocketOperation(ChannelReader<SocketMessage> messages)
{
    /// <summary>The next message, of whatever type; null when the socket has ended.</summary>
    public async Task<SocketMessage?> ReadAsync() =>
        await messages.WaitToReadAsync().AsTask().WaitAsync(Patience.Limit) && messages.TryRead(out var message) ? message : null;

    /// <summary>As <see cref="ReadAsync"/>, however long it takes.</summary>
    public async Task<SocketMessage?> WaitAsync(CancellationToken cancellation) =>
        await messages.WaitToReadAsync(cancellation) && messages.TryRead(out var message) ? message : null;

    /// <summary>The next result.</summary>
    public async Task<SocketMessage> NextAsync() => await ReadAsync() is { Type: "next" } next
        ? next
        : throw new InvalidOperationException("There is no further result.");

    /// <summary>Results up to the first that holds.</summary>
    public async Task<SocketMessage> UntilAsync(Func<SocketMessage, bool> holds)
    {
        while (true)
        {
            if (await NextAsync() is var next && holds(next))
            {
                return next;
            }
        }
    }
}
