using Graph.Execution.Persisted;
using Graph.Tests.Invalidation.Shared;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Execution.Persisted;

/// <summary>Documents that instances share: what Redis gives is checked, and it is never waited for long.</summary>
public sealed class RedisDocumentsTests : IDisposable
{
    private const string Query = "{ item { id } }";
    private static readonly DocumentHash Hash = DocumentHash.Of(Query);

    private readonly CapturingLoggerProvider _logs = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _logs.Dispose();

    [Fact]
    public async Task Keep_AtOneInstance_IsFoundAtTheOtherAndExpires()
    {
        await using var world = await RedisWorld.StartAsync();
        var (one, other) = (await DocumentsAsync(world), await DocumentsAsync(world));

        await one.KeepAsync(Hash, Query, Cancellation);

        Assert.Equal(Query, await other.FindAutomaticAsync(Hash, Cancellation));
        Assert.Null(await other.FindTrustedAsync(Hash, Cancellation));
        Assert.InRange((long)(await world.Redis.CommandAsync("PTTL", $"graph:apq:{Hash}"))!, 1, (long)TimeSpan.FromDays(1).TotalMilliseconds);
    }

    [Fact]
    public async Task FindTrusted_OfTheHashOfOperations_IsFound()
    {
        await using var world = await RedisWorld.StartAsync();
        await world.Redis.CommandAsync("HSET", "graph:operations", Hash.Hex, Query);

        Assert.Equal(Query, await (await DocumentsAsync(world)).FindTrustedAsync(Hash, Cancellation));
        Assert.Null(await (await DocumentsAsync(world, new PersistedOptions { FromRedis = false })).FindTrustedAsync(Hash, Cancellation));
    }

    [Fact]
    public async Task Find_TextOfAnotherHash_IsUnknownAndLogged()
    {
        await using var world = await RedisWorld.StartAsync();
        var documents = await DocumentsAsync(world);
        await world.Redis.CommandAsync("HSET", "graph:operations", Hash.Hex, "mutation { change { id } }");
        await world.Redis.CommandAsync("SET", $"graph:apq:{Hash}", "mutation { change { id } }");

        Assert.Null(await documents.FindTrustedAsync(Hash, Cancellation));
        Assert.Null(await documents.FindAutomaticAsync(Hash, Cancellation));
        Assert.Equal(2, _logs.At(LogLevel.Warning).Count(line => line.Contains(Hash.Hex, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Keep_MoreThanTheAllowance_IsNotWritten()
    {
        await using var world = await RedisWorld.StartAsync();
        var documents = await DocumentsAsync(world, new PersistedOptions { MaxDocuments = 1 });
        await documents.KeepAsync(Hash, Query, Cancellation);

        await documents.KeepAsync(DocumentHash.Of("{ a }"), "{ a }", Cancellation);

        Assert.Null(await documents.FindAutomaticAsync(DocumentHash.Of("{ a }"), Cancellation));
    }

    [Fact]
    public async Task Redis_Full_IsNotWrittenToForAWhile_AndStillRead()
    {
        await using var world = await RedisWorld.StartAsync();
        var documents = await DocumentsAsync(world);
        await documents.KeepAsync(Hash, Query, Cancellation);
        await world.Redis.SetMaxMemoryAsync(1);

        await documents.KeepAsync(DocumentHash.Of("{ a }"), "{ a }", Cancellation);
        await world.Redis.SetMaxMemoryAsync(0);
        await documents.KeepAsync(DocumentHash.Of("{ a }"), "{ a }", Cancellation);

        Assert.Null(await documents.FindAutomaticAsync(DocumentHash.Of("{ a }"), Cancellation));
        Assert.Equal(Query, await documents.FindAutomaticAsync(Hash, Cancellation));
        Assert.Single(_logs.At(LogLevel.Warning));
    }

    [Fact]
    public async Task Redis_Hanging_IsWaitedForOnceAndThenLeftAloneForAWhile()
    {
        await using var world = await RedisWorld.StartAsync();
        var documents = await DocumentsAsync(world);
        await documents.KeepAsync(Hash, Query, Cancellation);
        world.Redis.Suspend();

        var asking = documents.FindAutomaticAsync(Hash, Cancellation).AsTask();
        Assert.False(asking.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(200));
        var hung = await asking;
        world.Redis.Resume();
        var left = documents.FindAutomaticAsync(Hash, Cancellation); // it would answer
        _time.Advance(TimeSpan.FromSeconds(2.1));

        Assert.True(left.IsCompletedSuccessfully);
        Assert.Equal((null, null, Query), (hung, await left, await documents.FindAutomaticAsync(Hash, Cancellation)));
        Assert.Single(_logs.At(LogLevel.Warning));
    }

    private async Task<RedisDocuments> DocumentsAsync(RedisWorld world, PersistedOptions? options = null)
    {
        var logger = LoggerFactory.Create(logging => logging.AddProvider(_logs)).CreateLogger<RedisDocuments>();
        return new RedisDocuments(await world.LinkAsync(), Options.Create(options ?? new PersistedOptions()), _time, logger);
    }
}
