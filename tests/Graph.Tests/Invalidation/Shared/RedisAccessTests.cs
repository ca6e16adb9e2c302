using System.Text.RegularExpressions;
using Graph.Caching.Shared;
using Graph.Cluster;
using Graph.Invalidation;
using Graph.TestKit;
using Graph.Tests.Architecture;
using Microsoft.Extensions.Logging.Abstractions;

namespace Graph.Tests.Invalidation.Shared;

/// <summary>docs/redis.md says which commands and keys the graph needs.</summary>
public sealed partial class RedisAccessTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Acl_OfTheDocs_IsEnoughForTheLogAndLeases()
    {
        await using var world = await RedisWorld.StartAsync();
        await world.Redis.CommandAsync([.. "ACL SETUSER graph on >secret".Split(' '), .. Rules().Split(' ')]);
        var configuration = $"{world.Redis.Configuration},user=graph,password=secret";
        var stream = await world.StreamAsync(configuration: configuration);
        var told = new TaskCompletionSource();
        await stream.FollowAsync(() => told.TrySetResult(), Cancellation);

        var position = await stream.AppendAsync("a");
        await told.Task.WaitAsync(Patience.Limit, TimeProvider.System, Cancellation);
        var page = await stream.ReadAsync(position with { Id = 0 });
        await world.Redis.CommandAsync("DEL", "graph:log:epoch"); // a new epoch takes commands of its own
        var next = await stream.AppendAsync("b", position);
        var taken = await new RedisLeases(await world.LinkAsync(configuration: configuration), TimeProvider.System)
            .TryTakeAsync("job", TimeSpan.FromMinutes(1), Cancellation);

        Assert.Equal(["a"], page.Items.Select(item => item.Text()));
        Assert.True(next.Epoch > position.Epoch);
        Assert.True(taken);
        Assert.Equal(1L, await world.Redis.CommandAsync("EXISTS", "graph:lease:job"));
    }

    [Fact]
    public async Task Acl_OfTheDocs_IsEnoughForValuesSecretsAndWatermarks()
    {
        await using var world = await RedisWorld.StartAsync();
        await world.Redis.CommandAsync([.. "ACL SETUSER graph on >secret".Split(' '), .. Rules().Split(' ')]);
        var link = await world.LinkAsync(configuration: $"{world.Redis.Configuration},user=graph,password=secret");
        var store = new RedisStore(link, new RedisPause(link, TimeProvider.System, NullLogger<RedisPause>.Instance));
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var writing = store.WriteAllAsync(stopping.Token);

        store.Write([new SharedWrite("k", new byte[64], TimeSpan.FromMinutes(1), Position.Lowest)]);
        await Patience.UntilAsync(async () => (await store.ReadAsync(["k"]))[0] is not null || store.IsPaused, () => "the value is not written");
        var leased = await store.TryLeaseAsync(["k"], TimeSpan.FromMinutes(1));
        await new SharedSecrets().LoadAsync(link);
        await new RedisWatermarks(link, TimeProvider.System).SetAsync("m", DateTimeOffset.UnixEpoch, Cancellation);
        var mark = await new RedisWatermarks(link, TimeProvider.System).GetAsync("m", Cancellation);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);

        Assert.False(store.IsPaused);
        Assert.Equal([true], leased);
        Assert.Equal(DateTimeOffset.UnixEpoch, mark);
        Assert.Equal(
            ["graph:entity:k", "graph:lease:k", "graph:secrets", "graph:watermarks"],
            ((object?[])(await world.Redis.CommandAsync("KEYS", "*"))!).Cast<string>().Order());
    }

    [Fact]
    public async Task Acl_WithoutTheChannel_SaysWhatIsMissing()
    {
        await using var world = await RedisWorld.StartAsync();
        await world.Redis.CommandAsync([.. "ACL SETUSER graph on >secret".Split(' '), .. Rules().Replace("&graph:*", "", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        var stream = await world.StreamAsync(configuration: $"{world.Redis.Configuration},user=graph,password=secret");

        var away = await Assert.ThrowsAsync<LogUnavailableException>(async () => await stream.AppendAsync("a"));

        Assert.Contains("channel", away.Message, StringComparison.Ordinal);
    }

    private static string Rules() => Rule().Match(Repository.Read("docs/redis.md")).Groups["rules"].Value;

    [GeneratedRegex(@"^user graph on >\S+ (?<rules>.+)$", RegexOptions.Multiline)]
    private static partial Regex Rule();
}
