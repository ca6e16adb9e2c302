using System.Globalization;
using System.Text.Json;
using Graph.Domains.Abstractions;

namespace Graph.ChangeDetection;

/// <summary>Asks an upstream for its changes.</summary>
internal sealed class FeedClient(ChangeFeed feed)
{
    // An upstream may round the time that it is asked for; one that answers with what is far older has not understood.
    private static readonly TimeSpan Rounding = TimeSpan.FromMinutes(1);

    private readonly ItemReader _items = new(feed);

    /// <summary>A page of what has changed since a time, that time included; not found where the upstream tells no changes.</summary>
    public async ValueTask<LoadResult<FeedPage>> GetAsync(DateTimeOffset since, int first, string? after, CancellationToken cancellation)
    {
        var context = new PollContext(cancellation);
        var path = UpstreamPath.Of(feed.Path).With("updatedSince", TextOf(since)).With("first", first).WithOptional("after", after);
        var answer = await feed.Upstream.GetAsync(path, ChangeJson.Default.ChangePage, context);
        if (!answer.IsFound)
        {
            return answer.Select<FeedPage>(_ => default!);
        }

        try
        {
            var page = answer.Value!;
            var items = page.Items.Select(_items.Read).ToArray();
            return Array.Exists(items, item => item.UpdatedAt < since - Rounding)
                ? Unusable("it holds what has not changed since then; the service seems not to know updatedSince")
                : new FeedPage(items, page.NextCursor, context.Date);
        }
        catch (JsonException unreadable)
        {
            return Unusable(unreadable.Message);
        }
    }

    // Cut to the millisecond, which is earlier: nothing is missed.
    private static string TextOf(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private Failure Unusable(string problem) =>
        new(ErrorCodes.UpstreamInvalidResponse, $"The answer to {feed.Path}?updatedSince is not what the contract says: {problem}.") { Upstream = feed.Domain };
}
