using System.Text.Json;

namespace Graph.Upstreams.Events;

/// <summary>
/// Tells the graph that every service is there, so that "no event" means "no change". Not through the outbox: an old heartbeat says nothing.
/// </summary>
internal sealed class Heartbeat(
    EventTarget target, EventSender sender, EventsOptions options, TimeProvider time, ILogger<Heartbeat> logger) : BackgroundService
{
    // Embedded, the first may come before the graph listens; it need not wait a whole interval for the second.
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var destination = await target.WaitAsync(stoppingToken);
            var delivery = await sender.SendAsync(destination, EventsFor(destination), stoppingToken);
            var delay = options.HeartbeatInterval;
            if (delivery.Status != DeliveryStatus.Delivered)
            {
                Log.HeartbeatFailed(logger, destination.Url, delivery.Reason);
                delay = delay < MaxRetryDelay ? delay : MaxRetryDelay;
            }

            await Task.Delay(delay, time, stoppingToken);
        }
    }

    private string[] EventsFor(Destination destination)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return [.. ServiceNames.All.Where(destination.IsTold).Select(service => JsonSerializer.Serialize(
            ChangeEvent.Create(now, $"/{service}", "upstream.heartbeat", subject: null, data: null), UpstreamsJson.Default.ChangeEvent))];
    }
}
