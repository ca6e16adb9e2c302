using Graph.Cluster;
using Graph.Domains.Abstractions;
using Graph.Upstreams.Configuration;

namespace Graph.ChangeDetection;

/// <summary>One look for an upstream's changes: page after page into the log, the mark behind it.</summary>
/// <remarks>Nothing is passed over: the mark rises when a page is in the log, and never above it. What breaks off is looked for again from
/// the mark, less the overlap; versions make the repeats harmless.</remarks>
internal sealed class FeedRound(
    ChangeFeed feed, DetectChangesOptions options, ILeases leases, IWatermarks watermarks, FeedLog log, TimeProvider time)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1); // what times are asked for by

    private readonly FeedClient _client = new(feed);
    private readonly FeedMark _mark = new(feed.Name, watermarks, time);
    private readonly RecentChanges _recent = new(options.MaxPages * ChangeFeed.PageSize);

    // Until the holder's next look and some time for it: only then may another take over.
    private readonly TimeSpan _leaseTime = (options.Every * 2) + TimeSpan.FromSeconds(10);

    public async ValueTask<Look> RunAsync(CancellationToken cancellation)
    {
        if (!await IsMineAsync(cancellation))
        {
            return Look.NotMine;
        }

        if (await _mark.ReadAsync(cancellation) is not { } mark)
        {
            // For its clock alone: the time to ask for is this process' start as the upstream would have told it.
            var first = await _client.GetAsync(_mark.StartedAt - options.Overlap, first: 1, after: null, cancellation);
            if (!first.IsFound)
            {
                return NoPage(first, isFirst: true);
            }

            mark = await _mark.BeginAsync(first.Value!.Date, cancellation);
        }

        _recent.ForgetBefore(mark - options.Overlap);
        return await FollowAsync(mark - options.Overlap, cancellation);
    }

    private async ValueTask<Look> FollowAsync(DateTimeOffset since, CancellationToken cancellation)
    {
        string? after = null;
        for (var pages = 1; ; pages++)
        {
            var answer = await _client.GetAsync(since, ChangeFeed.PageSize, after, cancellation);
            if (!answer.IsFound)
            {
                return NoPage(answer, isFirst: after is null);
            }

            var page = answer.Value!;
            await TakeAsync(page, cancellation);
            if (page.NextCursor is null)
            {
                await log.AppendSignOfLifeAsync(cancellation);
                return new Look(PollResult.Completed);
            }

            if (pages == options.MaxPages)
            {
                return await JumpAsync(page, since, cancellation);
            }

            if (!await IsMineAsync(cancellation))
            {
                return Look.NotMine;
            }

            after = page.NextCursor;
        }
    }

    private async ValueTask TakeAsync(FeedPage page, CancellationToken cancellation)
    {
        ChangedItem[] changed = [.. page.Items.Where(item => !_recent.Knows(item))];
        await log.AppendAsync(changed, cancellation);
        _recent.Add(changed);
        DetectionMetrics.Changed(feed.Domain, changed.Length);
        if (page.Newest is { } newest)
        {
            // A change of the future, by a wrong clock, must not hide those that come before it.
            await _mark.RaiseAsync(page.Date < newest ? page.Date.Value : newest, cancellation);
        }
    }

    /// <summary>Gives up following. What is read from now on is as new as the upstream's time at this page, so that is where the next look
    /// begins; where the upstream does not tell its time, with the newest change seen, so that no wrong clock skips any.</summary>
    private async ValueTask<Look> JumpAsync(FeedPage page, DateTimeOffset since, CancellationToken cancellation)
    {
        await log.AppendEverythingAsync(cancellation);
        if ((page.Date ?? NewestOf(page, since)) is { } now)
        {
            await _mark.RaiseAsync(now, cancellation);
        }

        return new Look(PollResult.Overflow);
    }

    // All that fits into a look may be of one instant: the next one would begin where this one did, for ever.
    private DateTimeOffset? NewestOf(FeedPage page, DateTimeOffset since) =>
        page.Newest - options.Overlap <= since ? page.Newest + options.Overlap + Tick : page.Newest;

    private ValueTask<bool> IsMineAsync(CancellationToken cancellation) => leases.TryTakeAsync(feed.Name, _leaseTime, cancellation);

    private static Look NoPage(LoadResult<FeedPage> answer, bool isFirst) =>
        answer.Failure is { } failure ? new Look(PollResult.Failed, failure.Message)
        : isFirst ? new Look(PollResult.Absent)
        : new Look(PollResult.Failed, "a page that the upstream has named itself is not there (404)");
}
