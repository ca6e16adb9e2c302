using Graph.Hosting;
using Graph.Invalidation;
using Graph.Invalidation.Shared;
using Graph.TestKit;
using Graph.TestKit.Redis;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Graph.Tests.Invalidation.Shared;

/// <summary>The log as the host puts it together.</summary>
public sealed class LogServicesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Services_WithoutRedis_AreTheLogInMemory()
    {
        await using var app = Build();

        Assert.IsType<MemoryInvalidationLog>(app.Services.GetRequiredService<IInvalidationLog>());
        Assert.False(app.Services.GetRequiredService<Pulse>().IsLogAway);
        Assert.False(app.Services.GetRequiredService<InvalidationIndex>().IsReplaying);
        Assert.DoesNotContain(app.Services.GetServices<IReadinessCondition>(), condition => condition.Name == "invalidation-log");
    }

    // R6: ready once it has read what there was; away later is degraded.
    [Fact]
    public async Task Services_WithRedis_FollowTheSharedLogAndSayHowTheyAre()
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.KillAsync();
        await using var app = Build($"--Redis:Configuration={redis.Configuration}");
        await app.StartAsync(Cancellation);
        Assert.True(app.Services.GetRequiredService<InvalidationIndex>().IsReplaying);
        var log = Assert.IsType<SharedInvalidationLog>(app.Services.GetRequiredService<IInvalidationLog>());
        var ready = app.Services.GetServices<IReadinessCondition>().Single(condition => condition.Name == "invalidation-log");

        await UntilAsync(() => ready.NotReadyBecause?.Contains("Redis does not take or tell", StringComparison.Ordinal) == true, "it does not say why");
        await redis.RestartAsync();
        await UntilAsync(() => ready.NotReadyBecause is null, "it does not become ready");
        Assert.Null(ready.DegradedBecause);
        Assert.False(app.Services.GetRequiredService<InvalidationIndex>().IsReplaying);
        Assert.Equal(log.Tail.Epoch, (await log.AppendAsync(new InvalidationRecord([], ["t"], []), Cancellation)).Epoch);

        await redis.SetMaxMemoryAsync(1);
        await Assert.ThrowsAsync<LogUnavailableException>(async () => await log.AppendAsync(new InvalidationRecord([], ["t"], []), Cancellation));
        Assert.Contains("OOM", ready.DegradedBecause, StringComparison.Ordinal);
        await redis.KillAsync();
        await UntilAsync(() => ready.DegradedBecause?.Contains("OOM", StringComparison.Ordinal) == false, "it does not notice");
        Assert.Null(ready.NotReadyBecause);
        await app.StopAsync(Cancellation);
    }

    private static Task UntilAsync(Func<bool> holds, string otherwise) => Patience.UntilAsync(() => Task.FromResult(holds()), () => otherwise);

    private static WebApplication Build(params string[] more) =>
        Program.Build(["--environment=Development", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None", .. more]);
}
