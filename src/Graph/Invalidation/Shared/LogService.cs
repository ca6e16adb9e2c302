using Graph.Hosting;

namespace Graph.Invalidation.Shared;

/// <summary>Follows the shared log as long as the process runs. This instance is ready once it knows what the log said when it started (R6);
/// that the log is away later, or takes nothing, does not make it unready, since all instances would be.</summary>
internal sealed class LogService(LogFollower follower, SharedInvalidationLog log) : BackgroundService, IReadinessCondition
{
    public string Name => "invalidation-log";

    public string? NotReadyBecause => follower.HasCaughtUp
        ? null
        : $"The invalidation log has not been read yet (Redis:Configuration). {follower.AwayBecause}".TrimEnd();

    public string? DegradedBecause => follower.HasCaughtUp ? follower.AwayBecause ?? log.RefusedBecause : null;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => follower.FollowAsync(log.FlushAsync, stoppingToken);
}
