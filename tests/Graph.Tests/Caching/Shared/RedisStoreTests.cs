using System.Text;
using Graph.Caching.Shared;
using Graph.Invalidation;
using Graph.TestKit;
using Graph.Tests.Invalidation.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace Graph.Tests.Caching.Shared;

/// <summary>The shared level on a real Redis. Fault 12: a write that comes late is refused there, or not admitted by its readers.</summary>
public sealed class RedisStoreTests
{
    [Theory]
    [InlineData(1, 5, 2, 1, 6, 3, true)] // a newer version
    [InlineData(1, 6, 3, 1, 9, 2, false)] // an older one, delayed
    [InlineData(1, 6, 3, 1, 5, 3, false)] // of one version the later place stays
    [InlineData(1, 5, 3, 1, 6, 3, true)]
    [InlineData(2, 1, 3, 1, 9, 4, false)] // an older epoch
    [InlineData(1, 9, 4, 2, 1, 3, true)]
    [InlineData(1, 6, -1, 1, 5, -1, false)] // without versions the later place stays
    [InlineData(1, 5, -1, 1, 6, -1, true)]
    public async Task Write_OverAnother_KeepsWhatIsNewer(
        long epoch, long id, long version, long nextEpoch, long nextId, long nextVersion, bool replaces)
    {
        await using var world = await RedisWorld.StartAsync();
        var store = await StoreAsync(world);

        store.Write([Entry("k", epoch, id, version, "first")]);
        store.Write([Entry("k", nextEpoch, nextId, nextVersion, "second")]);
        store.Write([Entry("end", 1, 1, 1, "end")]);

        Assert.EndsWith(replaces ? "second" : "first", await ReadAsync(store, "k"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_OverWhatAPurgeHasEnded_Replaces()
    {
        await using var world = await RedisWorld.StartAsync();
        var store = await StoreAsync(world);

        store.Write([Entry("k", 1, 3, 9, "before the purge")]);
        store.Write([Entry("k", 1, 6, 2, "restored") with { ForgottenAt = new Position(1, 5) }]);
        store.Write([Entry("end", 1, 1, 1, "end")]);

        Assert.EndsWith("restored", await ReadAsync(store, "k"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lease_TakenByOne_IsNotGivenToAnother()
    {
        await using var world = await RedisWorld.StartAsync();
        var store = await StoreAsync(world);

        var both = await store.TryLeaseAsync(["a", "b"], TimeSpan.FromMinutes(1));
        var again = await store.TryLeaseAsync(["a", "c"], TimeSpan.FromMinutes(1));

        Assert.Equal([true, true], both);
        Assert.Equal([false, true], again);
    }

    [Fact]
    public async Task Read_HungRedis_IsAMissAndPausesTheLevelUntilAProbeSucceeds()
    {
        await using var world = await RedisWorld.StartAsync();
        var store = await StoreAsync(world);
        world.Redis.Suspend();

        var missed = await store.ReadAsync(["k"]);

        Assert.Equal([null], missed);
        Assert.True(store.IsPaused);
        world.Redis.Resume();
        await Patience.UntilAsync(
            async () =>
            {
                await store.ReadAsync(["k"]);
                return !store.IsPaused;
            },
            () => "stays paused");
    }

    private static async Task<RedisStore> StoreAsync(RedisWorld world)
    {
        var link = await world.LinkAsync();
        var store = new RedisStore(link, new RedisPause(link, TimeProvider.System, NullLogger<RedisPause>.Instance));
        _ = store.WriteAllAsync(TestContext.Current.CancellationToken);
        return store;
    }

    /// <summary>Waits for the last write, since they are made in order.</summary>
    private static async Task<string> ReadAsync(RedisStore store, string key)
    {
        await Patience.UntilAsync(async () => (await store.ReadAsync(["end"]))[0] is not null, () => "the writes have not come to their end");
        return Encoding.UTF8.GetString((await store.ReadAsync([key]))[0]!);
    }

    private static SharedWrite Entry(string key, long epoch, long id, long version, string text)
    {
        var bytes = new byte[EntryHeader.Size + text.Length];
        new EntryHeader(EntryFlags.None, new Position(epoch, id), version, 0, 0, 0, 0).Write(bytes);
        Encoding.UTF8.GetBytes(text, bytes.AsSpan(EntryHeader.Size));
        return new SharedWrite(key, bytes, TimeSpan.FromMinutes(1), Position.Lowest);
    }
}
