using Graph.Cluster;
using Graph.Invalidation;
using Graph.Invalidation.Shared;
using Graph.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Graph.Tests.Invalidation.Shared;

/// <summary>One of several instances on a real Redis: it follows its log by itself.</summary>
internal sealed class RedisInstance : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly LogFollower _follower;
    private readonly Task _following;

    private RedisInstance(ILogStream stream)
    {
        var (invalidation, redis, time) = (Options.Create(new InvalidationOptions()), Options.Create(new RedisOptions()), TimeProvider.System);
        Pulse = new Pulse(invalidation, time) { IsLogAway = true };
        Index = new InvalidationIndex(invalidation, time) { IsReplaying = true };
        var outbox = new Outbox(redis.Value.MaxOutbox);
        var state = new LogState(Index, Pulse, invalidation, new RecentAppends(redis.Value.MaxOutbox, time), outbox, NullLogger<LogState>.Instance);
        _follower = new LogFollower(stream, state, Pulse, redis, time, NullLogger<LogFollower>.Instance);
        Log = new SharedInvalidationLog(stream, state, _follower, outbox, Index, Pulse, redis, time, NullLogger<SharedInvalidationLog>.Instance);
        _following = Task.Run(() => _follower.FollowAsync(Log.FlushAsync, _stopping.Token));
    }

    public InvalidationIndex Index { get; }

    public Pulse Pulse { get; }

    public SharedInvalidationLog Log { get; }

    public static async Task<RedisInstance> StartAsync(RedisWorld world, string? configuration = null)
    {
        var instance = new RedisInstance(await world.StreamAsync(configuration: configuration));
        await Patience.UntilAsync(() => Task.FromResult(instance._follower.HasCaughtUp), () => $"it does not catch up: {instance._follower.AwayBecause}");
        return instance;
    }

    public Task<Position> AppendAsync(params string[] tags) =>
        Log.AppendAsync(new InvalidationRecord([], tags, []), TestContext.Current.CancellationToken).AsTask();

    public bool IsDead(string tag, Mark start) => Index.IsDead("any", [tag], start, version: null);

    public static Task UntilAsync(Func<bool> holds, string otherwise) => Patience.UntilAsync(() => Task.FromResult(holds()), () => otherwise);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _following;
        _stopping.Dispose();
    }
}
