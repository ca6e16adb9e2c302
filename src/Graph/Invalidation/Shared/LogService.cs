using Graph.Hosting;

namespace Graph.Invalidation.Shared;

/// <summary>Follows the shared log as long as the process runs. This instance is ready once it knows what the log said when it started (R6);
/// that the log is away later does not make it unready, since all instances would be.</summary>
internal sealed class LogService(LogFollower follower, SharedInvalidationLog log) : BackgroundService, IReadinessCondition
{
    public string Name => "invalidation-log";

    public string? NotReadyBecause => follower.HasCaughtUp ? null : "the invalidation log has not been read yet (Redis:Configuration)";

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => follower.FollowAsync(log.FlushAsync, stoppingToken);
}
