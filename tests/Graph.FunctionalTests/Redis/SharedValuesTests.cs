using Graph.TestKit;
using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Redis;

/// <summary>Values that instances share: one call for all, never older than what was acknowledged, and never somebody's own.</summary>
public sealed class SharedValuesTests
{
    private const string Names = """{ productsById(ids: ["1", "2", "3"]) { id name } }""";

    [Fact]
    public async Task Values_ThatOneInstanceHasFetched_CostTheOtherNoCall()
    {
        await using var graphs = await TwoGraphs.StartAsync();
        (await graphs.One.Client.QueryAsync(Names)).WithoutErrors();
        await graphs.UntilKeptAsync(3);
        var calls = graphs.Calls;

        var answer = (await graphs.Other.Client.QueryAsync(Names)).WithoutErrors();

        Assert.Equal(3, answer.Texts("productsById", "name").Count);
        Assert.Equal(calls, graphs.Calls);
    }

    [Fact]
    public async Task ColdRead_OfManyKeys_IsOneReadOfRedisAndOneCall_AndAHitIsOneRead()
    {
        await using var graphs = await TwoGraphs.StartAsync();
        graphs.One.Upstreams.ForgetCalls();

        (await graphs.One.Client.QueryAsync(Names)).WithoutErrors();
        await graphs.UntilKeptAsync(3);
        var cold = (Reads: await graphs.CommandsAsync("mget"), Written: await graphs.CommandsAsync("getrange"));
        (await graphs.Other.Client.QueryAsync(Names)).WithoutErrors();
        var hit = (Reads: await graphs.CommandsAsync("mget"), Written: await graphs.CommandsAsync("getrange"));

        Assert.Equal(1, graphs.Calls);
        Assert.Equal((1, 3), cold); // the script that writes looks at each key once
        Assert.Equal((2, 3), hit);
    }

    [Fact]
    public async Task Invalidation_AtOneInstance_HoldsAtTheOtherWithItsPosition()
    {
        await using var graphs = await TwoGraphs.StartAsync();
        (await graphs.One.Client.QueryAsync(Names)).WithoutErrors();
        await graphs.UntilKeptAsync(3);
        (await graphs.Other.Client.QueryAsync(Names)).WithoutErrors();
        graphs.One.Upstreams.Products.Spoil("1", product => product["name"] = "Renamed");

        var acknowledged = await graphs.One.Client.InvalidateAsync("""{"keys": ["product:1"]}""");
        var answer = (await graphs.Other.Client.QueryAsync(
            Names, headers: new Dictionary<string, string> { ["X-Graph-Min-Position"] = acknowledged.Headers["X-Graph-Position"] })).WithoutErrors();

        Assert.Equal("Renamed", answer.At("productsById.0.name").GetString());
    }

    // Fault 13
    [Fact]
    public async Task Bytes_ThatNobodyCanRead_AreAMiss()
    {
        await using var graphs = await TwoGraphs.StartAsync();
        (await graphs.One.Client.QueryAsync(Names)).WithoutErrors();
        await graphs.UntilKeptAsync(3);
        await graphs.Redis.CommandAsync("SET", "graph:entity:v1:product:1", "garbage");
        await graphs.Redis.CommandAsync("SETRANGE", "graph:entity:v1:product:2", "70", "torn");
        var calls = graphs.Calls;

        var answer = (await graphs.Other.Client.QueryAsync(Names)).WithoutErrors();

        Assert.Equal(3, answer.Texts("productsById", "name").Count);
        Assert.Equal(calls + 1, graphs.Calls);
    }

    // Fault 10
    [Fact]
    public async Task Redis_ThatHangs_CostsNoClientAnError_AndComesBackByItself()
    {
        await using var graphs = await TwoGraphs.StartAsync(("Redis:Pause", "00:00:00.100"));
        (await graphs.One.Client.QueryAsync(Names)).WithoutErrors();
        graphs.Redis.Suspend();

        for (var id = 4; id < 8; id++)
        {
            (await graphs.One.Client.QueryAsync($$"""{ product(id: "{{id}}") { name } }""")).WithoutErrors();
        }

        graphs.Redis.Resume();
        await Patience.UntilAsync(
            async () =>
            {
                await graphs.One.Client.QueryAsync("""{ user(id: "1") { name } product(id: "8") { name } }""");
                await graphs.One.Client.InvalidateAsync("""{"keys": ["product:8", "user:1"]}""");
                return await graphs.KeptAsync() > 3;
            },
            () => "values do not get to Redis any more");
    }

    [Fact]
    public async Task Values_OfPrivateTypes_AreNotKeptThere()
    {
        await using var graphs = await TwoGraphs.StartAsync();
        var token = await graphs.One.Client.GetTokenAsync("1");
        (await graphs.One.Client.QueryAsync(
            "{ viewer { email preferences { currency } user { name } } }",
            headers: new Dictionary<string, string> { ["Authorization"] = $"Bearer {token}" })).WithoutErrors();
        await graphs.UntilKeptAsync(1);

        var keys = (object?[])(await graphs.Redis.CommandAsync("KEYS", "graph:entity:*"))!;

        Assert.All(keys, key => Assert.StartsWith("graph:entity:v1:user:", key?.ToString(), StringComparison.Ordinal));
    }
}
