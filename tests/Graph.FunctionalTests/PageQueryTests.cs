using Graph.TestKit;
using Graph.TestKit.Server;
using Graph.TestKit.Stub;

namespace Graph.FunctionalTests;

public sealed class PageQueryTests
{
    [Fact]
    public async Task PageQuery_Cold_MakesOneCallPerServiceAndOnePerHundredAuthors()
    {
        await using var graph = await GraphServer.StartAsync();

        (await graph.Client.QueryAsync(PageQuery.Document)).WithoutErrors();

        Assert.Equal(150, PageQuery.Authors(graph.Upstreams.Data));
        Assert.Equal(PageQuery.CallsOf(graph.Upstreams.Data), graph.Upstreams.CallCount);
        Assert.Equal([1, 1, 1, 2], CallsOf(graph.Upstreams));
    }

    [Fact]
    public async Task PageQuery_Cold_AnswersWhatTheServicesHold()
    {
        await using var graph = await GraphServer.StartAsync();
        var first = graph.Upstreams.Data.Products[graph.Upstreams.Data.ProductIdsByName[0]];

        var answer = (await graph.Client.QueryAsync(PageQuery.Document)).WithoutErrors();

        Assert.Equal(graph.Upstreams.Data.ProductIdsByName.Take(50), answer.Texts("products.nodes", "id"));
        Assert.Equal((decimal)first["price"]!["amount"]!, answer.At("products.nodes.0.price.amount").GetDecimal());
        Assert.Equal(
            (string?)graph.Upstreams.Data.Inventory[StubData.IdOf(first)]["warehouse"],
            answer.At("products.nodes.0.inventory.warehouse").GetString());
        Assert.Equal(
            graph.Upstreams.Data.ReviewsOf(StubData.IdOf(first)).Take(10).Select(StubData.IdOf),
            answer.Texts("products.nodes.0.reviews.nodes", "id"));
        Assert.Equal("User 1", answer.At("products.nodes.0.reviews.nodes.0.author.name").GetString());
    }

    [Fact]
    public async Task PageQuery_Warm_MakesNoCall()
    {
        await using var graph = await GraphServer.StartAsync();
        var cold = await graph.Client.QueryAsync(PageQuery.Document);
        graph.Upstreams.ForgetCalls();

        var warm = (await graph.Client.QueryAsync(PageQuery.Document)).WithoutErrors();

        Assert.Equal(0, graph.Upstreams.CallCount);
        Assert.Equal(cold.Data.GetRawText(), warm.Data.GetRawText());
    }

    [Theory]
    [InlineData("true", "graph_response_cache_requests_total", "result", "coalesced")]
    [InlineData("false", "graph_loader_coalesced_total", "type", "products")]
    public async Task PageQuery_200AtOnceAndCold_MakeNoMoreCallsThanOne(string responseCache, string metric, string label, string joined)
    {
        // A process of its own, because its metrics are this test's alone.
        await using var upstreams = await StubUpstreams.StartAsync();
        await using var graph = await GraphProcess.StartReadyAsync(
            GraphProcess.SettingsOver(upstreams, "Development").Append(new("ResponseCache__Enabled", responseCache)).ToDictionary());
        var gate = upstreams.Products.Hold();

        var answers = Enumerable.Range(0, 200).Select(_ => graph.Client.QueryAsync(PageQuery.Document)).ToArray();
        await Patience.UntilAsync(
            async () => (await graph.Client.GetMetricsAsync()).Sum(metric, (label, joined)) == 199,
            () => "199 of the queries have not joined the one that has asked for the products.");
        gate.Open();
        var bodies = (await Task.WhenAll(answers)).Select(answer => answer.WithoutErrors().Body).Distinct();

        Assert.Single(bodies);
        Assert.Equal(PageQuery.CallsOf(upstreams.Data), upstreams.CallCount);
    }

    [Fact]
    public async Task PageQuery_CacheIsDisabled_EachMakesItsOwnCalls()
    {
        await using var graph = await GraphServer.StartAsync(("EntityCache:Enabled", "false"));
        var gate = graph.Upstreams.Products.Hold();

        var first = graph.Client.QueryAsync(PageQuery.Document);
        var second = graph.Client.QueryAsync(PageQuery.Document);
        await graph.Upstreams.Products.WaitForCallsAsync(2);
        gate.Open();
        (await first).WithoutErrors();
        (await second).WithoutErrors();
        (await graph.Client.QueryAsync(PageQuery.Document)).WithoutErrors();

        Assert.Equal(3 * PageQuery.CallsOf(graph.Upstreams.Data), graph.Upstreams.CallCount);
        Assert.Equal([3, 3, 3, 6], CallsOf(graph.Upstreams));
    }

    private static int[] CallsOf(StubUpstreams upstreams) =>
        [upstreams.Products.CallCount, upstreams.Inventory.CallCount, upstreams.Reviews.CallCount, upstreams.Users.CallCount];
}
