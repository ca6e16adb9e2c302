using Graph.Caching;
using Graph.Invalidation;

namespace Graph.Subscriptions;

/// <summary>Reads the log, and tells every record to the feeds that it concerns; so whichever instance has appended it, subscribers of this one
/// hear of it. When it is told, this instance's caches have applied it.</summary>
internal sealed class LogDispatcher(IInvalidationLog log, EntityCache cache, Topics topics, ILogger<LogDispatcher> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        cache.Replaced = topics.Notice;
        try
        {
            await foreach (var entry in log.ReadAsync(log.Consumed, stoppingToken))
            {
                Tell(entry);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the graph stops
        }
    }

    private void Tell(LogEntry entry)
    {
        try
        {
            topics.Tell(entry);
        }
#pragma warning disable CA1031 // The last resort for a defect: one record lost to some is better than all that follow lost to all.
        catch (Exception defect)
#pragma warning restore CA1031
        {
            Log.DispatchFailed(logger, entry.Position.ToString(), defect);
        }
    }
}
