using System.Net.Sockets;
using Graph.TestKit;
using Graph.TestKit.Redis;

namespace Graph.FunctionalTests.Redis;

/// <summary>The Redis that tests run against, and each of the faults that it can be given.</summary>
public sealed class RedisServerTests
{
    private const int FirstEphemeralPort = 32_768;

    [Fact]
    public async Task Started_AnswersOnAPortThatOutgoingConnectionsDoNotGet()
    {
        await using var redis = await RedisServer.StartAsync();

        Assert.Equal("PONG", await redis.CommandAsync("PING"));
        Assert.InRange(redis.Port, 1024, FirstEphemeralPort - 1);
        Assert.True(redis.IsRunning);
    }

    [Fact]
    public async Task Replies_OfEveryKind_AreRead()
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.CommandAsync("RPUSH", "list", "ä\r\n$3", "");

        Assert.Equal(["ä\r\n$3", ""], Assert.IsType<object?[]>(await redis.CommandAsync("LRANGE", "list", "0", "-1")));
        Assert.Equal(2L, await redis.CommandAsync("LLEN", "list"));
        Assert.Null(await redis.CommandAsync("GET", "nothing"));
        await Assert.ThrowsAsync<RedisErrorException>(() => redis.CommandAsync("GET", "list"));
    }

    [Theory]
    [InlineData(false, false, null)]
    [InlineData(true, false, null)]
    [InlineData(true, true, "value")]
    public async Task Restarted_KeepsItsPort_AndItsDataWhereAsked(bool appendOnly, bool keepsData, string? expected)
    {
        await using var redis = await RedisServer.StartAsync(new RedisServerOptions { AppendOnly = appendOnly });
        var (port, process) = (redis.Port, redis.ProcessId);
        await redis.CommandAsync("SET", "key", "value");

        await redis.KillAsync();
        await Assert.ThrowsAsync<SocketException>(() => redis.CommandAsync("PING"));
        await redis.RestartAsync(keepsData);

        Assert.Equal(expected, await redis.CommandAsync("GET", "key"));
        Assert.Equal(port, redis.Port);
        Assert.NotEqual(process, redis.ProcessId);
    }

    [Fact]
    public async Task Suspended_AnswersNothingUntilResumed()
    {
        await using var redis = await RedisServer.StartAsync();
        using var connection = await RespConnection.OpenAsync(redis.Port);
        await connection.SendAsync("PING");

        redis.Suspend();
        await Patience.UntilAsync(() => Task.FromResult(StateOf(redis) == 'T'), () => "It is not stopped.");
        var answer = connection.SendAsync("PING");
        Assert.Equal('T', StateOf(redis));
        Assert.False(answer.IsCompleted);
        redis.Resume();

        Assert.Equal("PONG", await answer);
    }

    [Fact]
    public async Task Paused_AnswersAfterThePause()
    {
        var pause = TimeSpan.FromMilliseconds(300);
        await using var redis = await RedisServer.StartAsync();

        var before = TimeProvider.System.GetTimestamp();
        await redis.PauseClientsAsync(pause);
        await redis.CommandAsync("PING");

        Assert.True(TimeProvider.System.GetElapsedTime(before) >= pause - TimeSpan.FromMilliseconds(5));
    }

    [Fact]
    public async Task Refusing_SaysWhy_AndTakesWritesAgainAfterwards()
    {
        await using var redis = await RedisServer.StartAsync();

        await redis.SetReadOnlyAsync(true);
        await AssertRefusedAsync(redis, "READONLY");
        await redis.SetReadOnlyAsync(false);
        await redis.SetMinReplicasAsync(1);
        await AssertRefusedAsync(redis, "NOREPLICAS");
        await redis.SetMinReplicasAsync(0);
        await redis.SetMaxMemoryAsync(1);
        await AssertRefusedAsync(redis, "OOM");
        await redis.SetMaxMemoryAsync(0);

        Assert.Equal("OK", await redis.CommandAsync("SET", "key", "value"));
    }

    [Fact]
    public async Task Flushed_HasForgottenAll_AndIsTheSameServer()
    {
        await using var redis = await RedisServer.StartAsync();
        var process = redis.ProcessId;
        await redis.CommandAsync("SET", "key", "value");

        await redis.FlushAllAsync();

        Assert.Null(await redis.CommandAsync("GET", "key"));
        Assert.Equal(process, redis.ProcessId);
    }

    private static async Task AssertRefusedAsync(RedisServer redis, string code)
    {
        var refused = await Assert.ThrowsAsync<RedisErrorException>(() => redis.CommandAsync("SET", "key", "value"));
        Assert.StartsWith(code, refused.Message, StringComparison.Ordinal);
    }

    // Its third word, after the name in brackets, is the state: T is stopped by a signal.
    private static char StateOf(RedisServer redis)
    {
        var stat = File.ReadAllText($"/proc/{redis.ProcessId}/stat");
        return stat[stat.LastIndexOf(')') + 2];
    }
}
