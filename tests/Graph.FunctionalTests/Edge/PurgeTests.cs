using System.Globalization;
using System.Net;
using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Edge;

/// <summary>What has changed leaves a real Varnish, and nothing else does.</summary>
public sealed class PurgeTests(EdgeFixture edge) : IClassFixture<EdgeFixture>
{
    private EdgeWorld World => edge.World;

    [Fact]
    public async Task Hit_AsksTheGraphNothing()
    {
        const string query = """{ product(id: "1") { name } }""";
        await edge.Varnish.WarmAsync(query);
        var served = World.Graph.Logs.Lines.Count;

        var hits = new[] { await edge.Varnish.QueryAsync(query), await edge.Varnish.QueryAsync(query) };

        Assert.All(hits, hit => Assert.True(hit.IsHit));
        Assert.Equal(served, World.Graph.Logs.Lines.Count);
    }

    [Theory]
    [InlineData("11", """{"keys": ["product:11"]}""")]
    [InlineData("12", """{"tags": ["product:12"]}""")]
    [InlineData("13", """{"patterns": ["product:*"]}""")]
    [InlineData("14", """{"patterns": ["*"]}""")]
    public async Task Invalidation_ReachesIt(string id, string invalidation)
    {
        var query = $$"""{ product(id: "{{id}}") { name } }""";
        await edge.Varnish.WarmAsync(query);
        World.Rename(id, "Renamed");

        await World.Graph.Client.InvalidateAsync(invalidation);

        await edge.Varnish.UntilAsync(query, answer => answer.Name == "Renamed");
    }

    [Fact]
    public async Task Event_ReachesIt()
    {
        const string query = """{ product(id: "15") { name } }""";
        await edge.Varnish.WarmAsync(query);
        World.Rename("15", "Renamed");
        var version = World.Upstreams.Data.Products["15"]["version"]!.GetValue<int>();

        await World.Graph.Client.SendEventsAsync(GraphEvents.Event("e1", "product.updated", "15", new { version, category = "bags" }));

        await edge.Varnish.UntilAsync(query, answer => answer.Name == "Renamed");
    }

    [Fact]
    public async Task Invalidation_OfOneThing_LeavesTheOthers()
    {
        const string one = """{ product(id: "16") { name } }""";
        const string other = """{ product(id: "17") { name } }""";
        await edge.Varnish.WarmAsync(one);
        await edge.Varnish.WarmAsync(other);
        World.Rename("16", "Renamed");

        await World.Graph.Client.InvalidateAsync("""{"keys": ["product:16"]}""");
        await edge.Varnish.UntilAsync(one, answer => answer.Name == "Renamed");

        Assert.True((await edge.Varnish.QueryAsync(other)).IsHit);
    }

    // A response of too many names is known by their type alone.
    [Fact]
    public async Task Invalidation_OfOneOfTooMany_ReachesTheAnswerThatNamesTheirType()
    {
        var ids = Enumerable.Range(18, 100).Select(id => id.ToString(CultureInfo.InvariantCulture)).ToArray();
        var query = $$"""{ productsById(ids: ["{{string.Join("\", \"", ids)}}"]) { name } }""";
        var names = (await World.Graph.Client.SendAsync(new HttpRequestMessage(HttpMethod.Get, EdgeClient.Path(query)))).Headers["Surrogate-Key"].Split(' ');
        Assert.Contains("type:product", names);
        Assert.DoesNotContain("product:30", names);
        await edge.Varnish.WarmAsync(query);
        World.Rename("30", "Renamed");

        await World.Graph.Client.InvalidateAsync("""{"keys": ["product:30"]}""");

        await edge.Varnish.UntilAsync(query, answer => answer.Text.Contains("Renamed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Mutation_ReachesIt()
    {
        const string query = """{ product(id: "150") { inventory { available } } }""";
        var before = (await edge.Varnish.WarmAsync(query)).Text;
        var catalog = GraphTokens.Bearer(await World.Graph.Client.GetTokenAsync("9", "catalog"));

        var written = await World.Graph.Client.QueryAsync(
            """mutation { adjustInventory(input: {productId: "150", delta: 3, idempotencyKey: "0123456789abcdef"}) { errors { __typename } } }""", headers: catalog);

        Assert.Empty(written.Errors);
        await edge.Varnish.UntilAsync(query, answer => answer.Text != before);
    }

    // No record tells of it: the list has brought a newer value than the one that Varnish shows.
    [Fact]
    public async Task Value_ThatWasReadNewerElsewhere_ReachesIt()
    {
        const string query = """{ product(id: "151") { name } }""";
        await edge.Varnish.WarmAsync(query);
        World.Rename("151", "A Renamed");

        var list = await World.Graph.Client.QueryAsync("query NewerList { products(first: 3) { nodes { name } } }");

        Assert.Contains("A Renamed", list.WithoutErrors().Body, StringComparison.Ordinal);
        await edge.Varnish.UntilAsync(query, answer => answer.Name == "A Renamed");
    }

    [Theory]
    [InlineData("X-Forwarded-For", "10.1.2.3", HttpStatusCode.Forbidden)]
    [InlineData("X-Nothing", "", HttpStatusCode.BadRequest)]
    [InlineData("Surrogate-Key", "nothing:1", HttpStatusCode.OK)]
    public async Task Purge_ThroughAnotherProxyOrOfNothing_IsRefused(string header, string value, HttpStatusCode expected)
    {
        var answer = await edge.Varnish.SendAsync(new HttpMethod("PURGE"), "/", (header, value));

        Assert.Equal(expected, answer.Status);
    }
}
