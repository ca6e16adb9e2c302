using Graph.TestKit;
using Graph.TestKit.Edge;
using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Edge;

/// <summary>How long nginx keeps what it can't be told to drop.</summary>
public sealed class NginxTests
{
    private const string Query = """{ product(id: "1") { name } }""";

    [Fact]
    public async Task Change_IsSeenAfterASecond_UnlessTheFreshnessIsAskedFor()
    {
        await using var graph = await GraphServer.StartAsync();
        await using var lasting = await GraphServer.StartAsync(new GraphServerOptions { WithStub = false }.With(
            ("Upstreams:BaseAddress", graph.Upstreams.Address.ToString()), ("HttpCaching:XAccelExpires", "true")));
        await using var brief = await NginxServer.StartAsync(graph.Client.Http.BaseAddress!);
        await using var full = await NginxServer.StartAsync(lasting.Client.Http.BaseAddress!);
        using var briefly = new EdgeClient(brief.Address);
        using var fully = new EdgeClient(full.Address);
        var old = (await fully.WarmAsync(Query)).Name;
        await briefly.UntilAsync(Query, answer => answer.IsHit);
        graph.Upstreams.Data.Update(graph.Upstreams.Data.Products["1"], product => product["name"] = "Renamed");

        await graph.Client.InvalidateAsync("""{"keys": ["product:1"]}""");
        await lasting.Client.InvalidateAsync("""{"keys": ["product:1"]}""");

        await briefly.UntilAsync(Query, answer => answer.Name == "Renamed");
        var kept = await fully.QueryAsync(Query);
        Assert.True(kept.IsHit);
        Assert.Equal(old, kept.Name);
        Assert.Equal("Renamed", (await fully.QueryAsync(Query, ("X-Graph-Explain", "1"))).Name);
    }

    [Fact]
    public async Task Crowd_ThatAsksTheSame_SendsOneToTheGraph()
    {
        await using var graph = await GraphServer.StartAsync();
        await using var nginx = await NginxServer.StartAsync(graph.Client.Http.BaseAddress!);
        using var client = new EdgeClient(nginx.Address);
        var gate = graph.Upstreams.Products.Hold();

        var crowd = Enumerable.Range(0, 10).Select(_ => client.QueryAsync(Query)).ToArray();
        await gate.Holding;
        gate.Open();
        var answers = await Task.WhenAll(crowd).WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);

        Assert.Single(answers, answer => answer.Cache == "miss");
        Assert.All(answers, answer => Assert.Equal(answers[0].Text, answer.Text));
    }
}
