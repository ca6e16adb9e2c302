using Graph.Invalidation;
using Graph.TestKit;
using Graph.TestKit.Redis;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Invalidation.Shared;

/// <summary>What a real Redis does to the log when it is killed, hung, replaced, full or read-only.</summary>
public sealed class RedisLogFaultsTests
{
    // S1, S2: after any restart nobody knows which records are lost.
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)] // even if it says that it has them all
    public async Task Killed_AndStartedAgain_BeginsALaterEpoch(bool appendOnly, bool keepsData)
    {
        await using var world = await RedisWorld.StartAsync(new RedisServerOptions { AppendOnly = appendOnly });
        var stream = await world.StreamAsync();
        var before = await stream.AppendAsync("a");

        await world.Redis.KillAsync();
        await Assert.ThrowsAsync<LogUnavailableException>(async () => await stream.ReadAsync(before));
        await world.Redis.RestartAsync(keepsData);
        var page = await stream.ReadOnceBackAsync(before);
        var after = await stream.AppendAsync("b", before);

        Assert.True(page.Epoch > before.Epoch);
        Assert.Equal((0, 0), (page.Tail, page.Items.Count));
        Assert.Equal(new Position(page.Epoch, 1), after);
    }

    // S2: the replica may lack the last records.
    [Fact]
    public async Task Replaced_ByItsReplica_BeginsALaterEpoch()
    {
        await using var world = await RedisWorld.StartAsync();
        await using var replica = await RedisServer.StartAsync(new RedisServerOptions { Arguments = ["--replicaof", "127.0.0.1", $"{world.Redis.Port}"] });
        var stream = await world.StreamAsync();
        var before = await stream.AppendAsync("a");
        await Patience.UntilAsync(
            async () => await replica.CommandAsync("XLEN", "graph:log") is 1L, () => "the replica does not follow");

        await world.Redis.KillAsync();
        await replica.CommandAsync("REPLICAOF", "NO", "ONE");
        var other = await world.StreamAsync(configuration: replica.Configuration);
        var page = await other.ReadAsync(before);

        Assert.True(page.Epoch > before.Epoch);
        Assert.Empty(page.Items);
    }

    // Its data is another server's, so that nothing of it is believed.
    [Fact]
    public async Task ReadAsync_FromAReplica_IsRefused()
    {
        await using var world = await RedisWorld.StartAsync();
        await using var replica = await RedisServer.StartAsync(new RedisServerOptions { Arguments = ["--replicaof", "127.0.0.1", $"{world.Redis.Port}"] });
        var stream = await world.StreamAsync();
        await stream.AppendAsync("a");
        await Patience.UntilAsync(
            async () => await replica.CommandAsync("XLEN", "graph:log") is 1L, () => "the replica does not follow");

        var other = await world.StreamAsync(configuration: replica.Configuration);
        var away = await Assert.ThrowsAsync<LogUnavailableException>(async () => await other.ReadAsync(default));

        Assert.Contains("replica", away.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Flushed_BeginsALaterEpoch()
    {
        await using var world = await RedisWorld.StartAsync();
        var stream = await world.StreamAsync();
        var before = await stream.AppendAsync("a");

        await world.Redis.FlushAllAsync();
        var after = await stream.AppendAsync("b", before);

        Assert.True(after.Epoch > before.Epoch);
        Assert.Equal(1, after.Id);
    }

    // As with maxmemory and a policy that evicts any key: the numbers go on, so readers see a gap.
    [Fact]
    public async Task StreamEvicted_NumbersGoOn()
    {
        await using var world = await RedisWorld.StartAsync();
        var stream = await world.StreamAsync();
        var before = await stream.AppendAsync("a");

        await world.Redis.CommandAsync("DEL", "graph:log");
        var after = await stream.AppendAsync("b", before);
        var page = await stream.ReadAsync(before with { Id = 0 });

        Assert.Equal(before with { Id = 2 }, after);
        Assert.Equal([2], page.Items.Select(item => item.Id));
    }

    [Fact]
    public async Task Hung_FailsAtTheTimeoutAndGoesOnWhereItWas()
    {
        await using var world = await RedisWorld.StartAsync();
        var time = new FakeTimeProvider();
        var stream = await world.StreamAsync(time: time, logTimeout: TimeSpan.FromSeconds(1));
        var before = await stream.AppendAsync("a");

        world.Redis.Suspend();
        var (append, read) = (stream.AppendAsync("b", before).AsTask(), stream.ReadAsync(before).AsTask());
        time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(append.IsCompleted || read.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        var away = await Assert.ThrowsAsync<LogUnavailableException>(() => append);
        await Assert.ThrowsAsync<LogUnavailableException>(() => read);
        world.Redis.Resume();
        var page = await stream.ReadOnceBackAsync(before);

        Assert.Contains("no answer in time", away.Message, StringComparison.Ordinal);
        Assert.Equal(before.Epoch, page.Epoch);
        Assert.InRange(page.Tail, 1, 2); // what was on its way may still arrive
    }

    [Fact]
    public async Task TooFewReplicas_AppendSaysSoAndReadsGoOn()
    {
        await using var world = await RedisWorld.StartAsync();
        var stream = await world.StreamAsync();
        var before = await stream.AppendAsync("a");

        await world.Redis.SetMinReplicasAsync(1);
        var away = await Assert.ThrowsAsync<LogUnavailableException>(async () => await stream.AppendAsync("b", before));

        Assert.Contains("NOREPLICAS", away.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await stream.ReadAsync(before)).Tail);
        await world.Redis.SetMinReplicasAsync(0);
        Assert.Equal(2, (await stream.AppendAsync("b", before)).Id);
    }

    [Fact]
    public async Task OutOfMemory_AppendSaysSoAndReadsGoOn()
    {
        await using var world = await RedisWorld.StartAsync();
        var stream = await world.StreamAsync();
        var before = await stream.AppendAsync("a");

        await world.Redis.SetMaxMemoryAsync(1);
        var away = await Assert.ThrowsAsync<LogUnavailableException>(async () => await stream.AppendAsync("b", before));

        Assert.Contains("OOM", away.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await stream.ReadAsync(before)).Tail);
        await world.Redis.SetMaxMemoryAsync(0);
        Assert.Equal(2, (await stream.AppendAsync("b", before)).Id);
    }

    // A new epoch takes no memory worth the name, and without it the instances would believe what is not to be believed.
    [Fact]
    public async Task OutOfMemory_NewEpochBeginsAllTheSame()
    {
        await using var world = await RedisWorld.StartAsync();
        var stream = await world.StreamAsync();
        var before = await stream.AppendAsync("a");
        await world.Redis.SetMaxMemoryAsync(1);

        await world.Redis.CommandAsync("DEL", "graph:log:epoch");
        var page = await stream.ReadAsync(before);

        Assert.True(page.Epoch > before.Epoch);
    }

    [Fact]
    public async Task ReadOnly_AppendSaysSo()
    {
        await using var world = await RedisWorld.StartAsync();
        var stream = await world.StreamAsync();
        var before = await stream.AppendAsync("a");

        await world.Redis.SetReadOnlyAsync(true);
        var away = await Assert.ThrowsAsync<LogUnavailableException>(async () => await stream.AppendAsync("b", before));

        Assert.True(
            away.Message.Contains("READONLY", StringComparison.Ordinal) || away.Message.Contains("replica", StringComparison.Ordinal), away.Message);
        await world.Redis.SetReadOnlyAsync(false);
        await stream.ReadOnceBackAsync(before);
    }

    [Fact]
    public async Task NotReachedYet_SaysSo()
    {
        await using var world = await RedisWorld.StartAsync();
        await world.Redis.KillAsync();
        var stream = await world.StreamAsync();

        await Assert.ThrowsAsync<LogUnavailableException>(async () => await stream.ReadAsync(default));
        await Assert.ThrowsAsync<LogUnavailableException>(async () => await stream.AppendAsync("a"));
        await world.Redis.RestartAsync();

        Assert.Equal(0, (await stream.ReadOnceBackAsync(default)).Tail);
    }
}
