using Graph.Upstreams.Data;

namespace Graph.Upstreams.Events;

/// <summary>
/// Delivers the outbox, oldest first and at least once: an event leaves it only when the graph has taken it. A new event is sent at once
/// (by signal); a failed delivery is repeated with doubling waits.
/// </summary>
internal sealed class OutboxDispatcher(
    Database database, Outbox outbox, EventTarget target, EventSender sender, EventsOptions options, TimeProvider time,
    ILogger<OutboxDispatcher> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            var destination = await target.WaitAsync(stoppingToken);
            var batch = database.Read(c => Outbox.Oldest(c, options.BatchSize));
            if (batch.Count == 0)
            {
                await outbox.WaitAsync(stoppingToken);
                continue;
            }

            var delivery = await DeliverAsync(destination, batch, stoppingToken);
            if (delivery.Status != DeliveryStatus.Unavailable)
            {
                failures = 0;
                continue;
            }

            var delay = Delay(failures++, delivery.RetryAfter);
            Log.DeliveryFailed(logger, batch.Count, destination.Url, delivery.Reason, delay);
            await Task.Delay(delay, time, stoppingToken);
        }
    }

    private async Task<Delivery> DeliverAsync(Destination destination, List<OutboxEntry> batch, CancellationToken cancellationToken)
    {
        var delivery = await sender.SendAsync(destination, [.. batch.Select(e => e.Event)], cancellationToken);
        switch (delivery.Status)
        {
            case DeliveryStatus.Delivered:
                await RemoveAsync(batch[0], batch[^1], cancellationToken);
                return delivery;
            case DeliveryStatus.Refused when batch.Count > 1:
                return await DeliverOneByOneAsync(destination, batch, cancellationToken);
            case DeliveryStatus.Refused:
                Log.EventRefused(logger, batch[0].Event, delivery.Reason);
                await RemoveAsync(batch[0], batch[0], cancellationToken);
                return delivery;
            default:
                return delivery;
        }
    }

    // A batch is refused as a whole: apart, only the event that is at fault is lost.
    private async Task<Delivery> DeliverOneByOneAsync(Destination destination, List<OutboxEntry> batch, CancellationToken cancellationToken)
    {
        Delivery? last = null;
        foreach (var entry in batch)
        {
            last = await DeliverAsync(destination, [entry], cancellationToken);
            if (last.Status == DeliveryStatus.Unavailable)
                break;
        }

        return last!;
    }

    private Task<int> RemoveAsync(OutboxEntry first, OutboxEntry last, CancellationToken cancellationToken) =>
        database.WriteAsync(write => Outbox.Remove(write, first, last), cancellationToken);

    private TimeSpan Delay(int failures, TimeSpan? retryAfter)
    {
        var delay = retryAfter ?? options.RetryDelay * Math.Pow(2, Math.Min(failures, 20));
        return delay < options.MaxRetryDelay ? delay : options.MaxRetryDelay;
    }
}
