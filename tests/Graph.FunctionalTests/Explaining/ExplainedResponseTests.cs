using Graph.TestKit.Server;
using Microsoft.Extensions.Time.Testing;

namespace Graph.FunctionalTests.Explaining;

/// <summary>What an explanation says of the response as a whole, and that it leaves the response cache as it is.</summary>
public sealed class ExplainedResponseTests
{
    private const string Inventory = """{ product(id: "1") { name inventory { available } } }""";
    private const string Viewer = "query Me { viewer { id email } }";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(56));

    [Fact]
    public async Task Explained_LeavesNothingBehind()
    {
        await using var graph = await GraphServer.StartAsync();

        var explained = await graph.Client.ExplainAsync(Inventory);
        var next = await graph.Client.QueryAsync(Inventory);

        Assert.Equal("graph; fwd=bypass; detail=explain", explained.Headers["Cache-Status"]);
        Assert.Equal("no-store", explained.Headers["Cache-Control"]);
        Assert.False(explained.Headers.ContainsKey("ETag"));
        Assert.False(explained.Response().TryGetProperty("kept", out _));
        Assert.Equal("graph; fwd=miss; stored", next.Headers["Cache-Status"]);
        Assert.False(next.IsExplained());
    }

    [Fact]
    public async Task Explained_TakesNoResponseThatIsKept_AndTellsOfIt()
    {
        await using var graph = await StartAsync();
        await graph.Client.QueryAsync(Inventory);
        _time.Advance(TimeSpan.FromSeconds(12));

        var explained = (await graph.Client.ExplainAsync(Inventory)).WithoutErrors();
        var next = await graph.Client.QueryAsync(Inventory);

        Assert.Equal("""{"ageSeconds":12,"freshForSeconds":18,"expiresInSeconds":48}""", explained.Response().Text("kept"));
        Assert.Equal("memory: 1", explained.From("product"));
        Assert.Equal("graph; hit; ttl=18", next.Headers["Cache-Status"]);
        Assert.Equal(next.Data.GetRawText(), explained.Data.GetRawText());
    }

    [Fact]
    public async Task Freshness_IsThatOfTheValueThatEndsFirst_WithItsField()
    {
        await using var graph = await StartAsync();

        var both = (await graph.Client.ExplainAsync(Inventory)).Response();
        var product = (await graph.Client.ExplainAsync("""{ product(id: "1") { name } }""")).Response();
        var more = (await graph.Client.ExplainAsync(
            """{ product(id: "1") { inventory { available } reviews(first: 1) { nodes { author { name } } } } }""")).Response();

        Assert.Equal(("30", "60"), (both.Text("freshForSeconds"), both.Text("expiresInSeconds")));
        Assert.Equal("""{"source":"Inventory","key":"inventory:1","paths":["product.inventory"]}""", both.Text("limitedBy"));
        Assert.Equal(both.Text("limitedBy"), more.Text("limitedBy"));
        Assert.Equal("""{"source":"Product","key":"product:1","paths":["product"]}""", product.Text("limitedBy"));
        Assert.Equal(("3600", "7200"), (product.Text("freshForSeconds"), product.Text("expiresInSeconds")));
        Assert.Equal(("2", "1"), (both.Text("keys"), both.Text("tags")));
        Assert.Equal(("PUBLIC", "True"), (both.Text("scope"), both.Text("wouldBeKept")));
    }

    [Theory]
    [InlineData("ResponseCache:MaxResponseBytes", "64", "too_large")]
    [InlineData("ResponseCache:MaxNames", "2", "too_many_names")]
    [InlineData("ResponseCache:Enabled", "false", "off")]
    public async Task NotKept_SaysTheWordOfTheAnswerThatIsNotExplained(string setting, string value, string why)
    {
        await using var graph = await GraphServer.StartAsync((setting, value));

        var explained = (await graph.Client.ExplainAsync(Inventory)).Response();
        var plain = await graph.Client.QueryAsync(Inventory);

        Assert.Equal(("False", why), (explained.Text("wouldBeKept"), explained.Text("why")));
        Assert.EndsWith($"detail={why}", plain.Headers["Cache-Status"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Private_SaysWhatMakesItSo_AndTellsTheViewersOwnKeysAlone()
    {
        await using var graph = await GraphServer.StartAsync();
        var one = GraphTokens.Bearer(await graph.Client.GetTokenAsync("1"));
        var two = GraphTokens.Bearer(await graph.Client.GetTokenAsync("2"));
        await graph.Client.ExplainAsync(Viewer, headers: two);

        var answer = (await graph.Client.ExplainAsync(Viewer, headers: one)).WithoutErrors();

        Assert.Equal(("PRIVATE", "private"), (answer.Response().Text("scope"), answer.Response().Text("why")));
        Assert.Equal(["Viewer"], answer.Response().Texts("privateBy"));
        Assert.Equal("upstream: 1", answer.From("viewer.email"));
        Assert.Equal("""{"count":1,"first":["account:1"]}""", answer.Field("viewer.email").Text("keys"));
    }

    [Fact]
    public async Task Private_WhereItIsKept_TellsOfTheViewersOwnResponse()
    {
        await using var graph = await GraphServer.StartAsync(("ResponseCache:PrivateOperations", "Me"));
        var one = GraphTokens.Bearer(await graph.Client.GetTokenAsync("1"));
        var two = GraphTokens.Bearer(await graph.Client.GetTokenAsync("2"));
        await graph.Client.QueryAsync(Viewer, headers: one);

        var own = (await graph.Client.ExplainAsync(Viewer, headers: one)).Response();
        var others = (await graph.Client.ExplainAsync(Viewer, headers: two)).Response();
        var nobodys = (await graph.Client.ExplainAsync(Viewer)).Response();

        Assert.True(own.TryGetProperty("kept", out _));
        Assert.False(others.TryGetProperty("kept", out _));
        Assert.Equal("anonymous", nobodys.Text("why"));
        Assert.False(nobodys.TryGetProperty("kept", out _));
    }

    [Fact]
    public async Task Position_IsThatOfTheAnswer()
    {
        await using var graph = await GraphServer.StartAsync();
        await graph.Client.InvalidateAsync("""{"keys": ["product:1"]}""");

        var answer = await graph.Client.ExplainAsync(Inventory);

        Assert.Equal(answer.Headers["X-Graph-Position"], answer.Explanation().Text("position"));
    }

    private Task<GraphServer> StartAsync() =>
        GraphServer.StartAsync(new GraphServerOptions { Time = _time }.With(("EntityCache:Jitter", "0")));
}
