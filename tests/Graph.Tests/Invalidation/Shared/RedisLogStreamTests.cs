using Graph.Invalidation;
using Graph.TestKit;
using Graph.TestKit.Redis;

namespace Graph.Tests.Invalidation.Shared;

/// <summary>The log as a stream of a real Redis.</summary>
public sealed class RedisLogStreamTests : IAsyncLifetime
{
    private RedisWorld _world = null!;

    private RedisServer Redis => _world.Redis;

    public async ValueTask InitializeAsync() => _world = await RedisWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task AppendAsync_Records_GetTheNumbersOfTheirEpoch()
    {
        var stream = await _world.StreamAsync();

        var first = await stream.AppendAsync("a");
        var second = await stream.AppendAsync("b", first);
        var page = await stream.ReadAsync(new Position(first.Epoch, 0));

        Assert.Equal((1, 2), (first.Id, second.Id));
        Assert.Equal(first.Epoch, second.Epoch);
        Assert.Equal((first.Epoch, 2), (page.Epoch, page.Tail));
        Assert.Equal(["1 a", "2 b"], page.Items.Select(item => $"{item.Id} {item.Text()}"));
        Assert.All(page.Items, item => Assert.InRange(item.Age, TimeSpan.Zero, Patience.Limit));
    }

    [Theory]
    [InlineData(1, 10, "b c")]
    [InlineData(0, 2, "a b")]
    [InlineData(3, 10, "")]
    public async Task ReadAsync_FromAPosition_GivesWhatFollows(long after, int count, string expected)
    {
        var stream = await _world.StreamAsync();
        var epoch = (await stream.AppendAsync("a")).Epoch;
        await stream.AppendAsync("b", new Position(epoch, 1));
        await stream.AppendAsync("c", new Position(epoch, 2));

        var page = await stream.ReadAsync(new Position(epoch, after), count);

        Assert.Equal(expected, string.Join(' ', page.Items.Select(item => item.Text())));
        Assert.Equal(3, page.Tail);
    }

    [Fact]
    public async Task ReadAsync_OfAnotherEpoch_BeginsAtTheBeginning()
    {
        var stream = await _world.StreamAsync();
        await stream.AppendAsync("a");

        var page = await stream.ReadAsync(new Position(1, 50));

        Assert.Equal(["a"], page.Items.Select(item => item.Text()));
    }

    [Fact]
    public async Task AppendAsync_MoreThanAreKept_TrimsTheOldest()
    {
        var stream = await _world.StreamAsync(maxRecords: 100);
        var last = default(Position);
        for (var i = 1; i <= 350; i++)
        {
            last = await stream.AppendAsync($"{i}", last);
        }

        var page = await stream.ReadAsync(new Position(last.Epoch, 0));

        Assert.Equal(350, page.Tail);
        Assert.InRange(page.Items.Count, 100, 200); // Redis trims by blocks of a hundred
        Assert.Equal(page.Items.Select(item => $"{item.Id}"), page.Items.Select(item => item.Text()));
        Assert.Equal(350, page.Items[^1].Id);
    }

    // Nobody knows what a server that went on with older data has lost.
    [Fact]
    public async Task AppendAsync_CallerHasSeenALaterRecordOrEpoch_BeginsALaterEpoch()
    {
        var stream = await _world.StreamAsync();
        var first = await stream.AppendAsync("a");

        var second = await stream.AppendAsync("b", first with { Id = 7 });
        var third = await stream.AppendAsync("c", new Position(second.Epoch + 1_000_000_000, 3));
        var fourth = await stream.AppendAsync("d", third);

        Assert.True(second.Epoch > first.Epoch);
        Assert.Equal(second.Epoch + 1_000_000_001, third.Epoch);
        Assert.Equal((1, 1, third with { Id = 2 }), (second.Id, third.Id, fourth));
    }

    [Fact]
    public async Task ReadAsync_CallerHasSeenALaterRecord_BeginsALaterEpoch()
    {
        var stream = await _world.StreamAsync();
        var first = await stream.AppendAsync("a");

        var page = await stream.ReadAsync(first with { Id = 0 }, first with { Id = 2 }, 10, TestContext.Current.CancellationToken);

        Assert.True(page.Epoch > first.Epoch);
        Assert.Equal((0, 0), (page.Tail, page.Items.Count));
    }

    [Fact]
    public async Task FollowAsync_AnotherInstanceAppends_IsTold()
    {
        var (one, other) = (await _world.StreamAsync(), await _world.StreamAsync());
        var told = new TaskCompletionSource();
        await one.FollowAsync(() => told.TrySetResult(), TestContext.Current.CancellationToken);

        await other.AppendAsync("a");

        await told.Task.WaitAsync(Patience.Limit, TimeProvider.System, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task FollowAsync_RedisRestarts_IsToldAgain()
    {
        var (one, other) = (await _world.StreamAsync(), await _world.StreamAsync());
        var told = 0;
        await one.FollowAsync(() => Interlocked.Increment(ref told), TestContext.Current.CancellationToken);

        await Redis.RestartAsync();
        await one.ReadOnceBackAsync(default);
        await other.ReadOnceBackAsync(default);

        await Patience.UntilAsync(
            async () =>
            {
                await other.AppendAsync("a", await EndAsync(other));
                return Volatile.Read(ref told) > 0;
            },
            () => "nobody is told any more");
    }

    [Fact]
    public async Task KeyPrefix_TwoGraphsOnOneRedis_DoNotMeet()
    {
        var (one, other) = (await _world.StreamAsync("one"), await _world.StreamAsync("two"));
        await one.AppendAsync("a");

        var page = await other.ReadAsync(default);

        Assert.Empty(page.Items);
        Assert.Equal(["one:log", "one:log:epoch", "two:log:epoch"], ((object?[])(await Redis.CommandAsync("KEYS", "*"))!).Cast<string>().Order());
    }

    // Somebody's mistake must not end the process, nor hide records.
    [Theory]
    [InlineData("*", "foo", "bar")]
    [InlineData("7-0", "foo", "bar")]
    [InlineData("7-0", "r", "{}", "t", "soon")]
    public async Task ReadAsync_SomethingElseIsInTheStream_IsUnreadableAndEndsTheEpoch(params string[] entry)
    {
        var stream = await _world.StreamAsync();
        var first = await stream.AppendAsync("a");
        await Redis.CommandAsync(["XADD", "graph:log", .. entry]);

        var page = await stream.ReadAsync(first with { Id = 0 });
        var next = await stream.AppendAsync("b", first);

        Assert.Equal(["a", ""], page.Items.Select(item => item.Text()));
        Assert.True(next.Epoch > first.Epoch);
        Assert.Equal(["b"], (await stream.ReadAsync(next with { Id = 0 })).Items.Select(item => item.Text()));
    }

    [Fact]
    public async Task ReadAsync_KeysAreOfAnotherKind_SaysSo()
    {
        var stream = await _world.StreamAsync();
        await Redis.CommandAsync("SET", "graph:log:epoch", "1");

        var away = await Assert.ThrowsAsync<LogUnavailableException>(async () => await stream.ReadAsync(default));

        Assert.Contains("WRONGTYPE", away.Message, StringComparison.Ordinal);
    }

    private static async Task<Position> EndAsync(Graph.Invalidation.Shared.RedisLogStream stream)
    {
        var page = await stream.ReadAsync(default);
        return new Position(page.Epoch, page.Tail);
    }
}
