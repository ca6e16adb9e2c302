using Graph.FunctionalTests.Explaining;

namespace Graph.FunctionalTests.Redis;

public sealed class ExplainedValuesTests
{
    private const string Names = """{ productsById(ids: ["1", "2", "3"]) { id name } }""";

    [Fact]
    public async Task Values_ThatTheOtherInstanceHasFetched_AreFromRedis()
    {
        await using var graphs = await TwoGraphs.StartAsync();
        var one = (await graphs.One.Client.ExplainAsync(Names)).WithoutErrors();
        await graphs.UntilKeptAsync(3);

        var other = (await graphs.Other.Client.ExplainAsync(Names)).WithoutErrors();

        Assert.Equal(("upstream: 3", "redis: 3"), (one.From("productsById"), other.From("productsById")));
        Assert.Equal((1, 0), (one.Calls().Count, other.Calls().Count));
        Assert.Equal(one.Field("productsById").Text("keys"), other.Field("productsById").Text("keys"));
    }
}
