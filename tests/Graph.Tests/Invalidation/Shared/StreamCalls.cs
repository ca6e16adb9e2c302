using Graph.Invalidation;
using Graph.Invalidation.Shared;
using Graph.TestKit;

namespace Graph.Tests.Invalidation.Shared;

internal static class StreamCalls
{
    /// <summary>Appends a text that a later reading can be told by.</summary>
    public static ValueTask<Position> AppendAsync(this ILogStream stream, string text, Position known = default) =>
        stream.AppendAsync(System.Text.Encoding.UTF8.GetBytes(text), known, TestContext.Current.CancellationToken);

    public static ValueTask<LogPage> ReadAsync(this ILogStream stream, Position after, int count = 1_000) =>
        stream.ReadAsync(after, after, count, TestContext.Current.CancellationToken);

    public static string Text(this LogItem item) => System.Text.Encoding.UTF8.GetString(item.Bytes.Span);

    /// <summary>Asks again until the connection is back.</summary>
    public static async Task<LogPage> ReadOnceBackAsync(this ILogStream stream, Position after)
    {
        LogPage? page = null;
        var reason = "";
        await Patience.UntilAsync(
            async () =>
            {
                try
                {
                    page = await stream.ReadAsync(after);
                    return true;
                }
                catch (LogUnavailableException away)
                {
                    reason = away.Message;
                    return false;
                }
            },
            () => reason);
        return page!;
    }
}
