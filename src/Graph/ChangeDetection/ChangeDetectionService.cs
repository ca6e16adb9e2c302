using Graph.Cluster;
using Graph.Invalidation;
using Graph.Upstreams.Configuration;
using Microsoft.Extensions.Options;

namespace Graph.ChangeDetection;

/// <summary>Watches the upstreams whose changes are to be looked for (<c>Upstreams:&lt;Name&gt;:DetectChanges:Every</c>).</summary>
internal sealed class ChangeDetectionService : BackgroundService
{
    private readonly FeedWatch[] _watches;
    private readonly DetectionGauges _gauges;

    public ChangeDetectionService(
        ChangeFeeds feeds, EventMap events, IInvalidationLog log, ILeases leases, IWatermarks watermarks,
        IOptions<UpstreamClientsOptions> upstreams, IOptions<InvalidationOptions> invalidation, TimeProvider time,
        ILogger<ChangeDetectionService> logger)
    {
        _watches =
        [
            .. from feed in feeds.All
               let options = upstreams.Value.Resolve(feed.Domain).DetectChanges
               where options.Every > TimeSpan.Zero
               let feedLog = new FeedLog(feed, events, log, invalidation.Value, time)
               select new FeedWatch(feed, options, new FeedRound(feed, options, leases, watermarks, feedLog, time), time, logger),
        ];
        _gauges = new DetectionGauges(_watches);
    }

    public override void Dispose()
    {
        _gauges.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(_watches.Select(watch => watch.RunAsync(stoppingToken)));
}
