using System.Net;
using System.Text.Json;
using Graph.TestKit.Server;

namespace Graph.FunctionalTests;

public sealed class InvalidationTests
{
    private const string Products123 = """{ productsById(ids: ["1", "2", "3"]) { id name inventory { available } } }""";

    [Fact]
    public async Task Key_IsFetchedAgain_AndNothingElse()
    {
        await using var graph = await StartWarmAsync(Products123);
        Rename(graph, "1");

        await InvalidateAsync(graph, """{"keys": ["product:1"]}""");
        var answer = (await graph.Client.QueryAsync(Products123)).WithoutErrors();

        Assert.Equal("Renamed", answer.At("productsById.0.name").GetString());
        Assert.Equal(["/products?ids=1"], graph.Upstreams.Paths);
    }

    [Fact]
    public async Task Tag_OfACategory_TouchesItsProducts()
    {
        var (hat, shoe) = ("1", "3");
        var query = $$"""{ productsById(ids: ["{{hat}}", "{{shoe}}"]) { category } }""";
        await using var graph = await StartWarmAsync(query);

        await InvalidateAsync(graph, """{"tags": ["category:hats"]}""");
        var answer = (await graph.Client.QueryAsync(query)).WithoutErrors();

        Assert.Equal(["hats", "shoes"], answer.Texts("productsById", "category"));
        Assert.Equal([$"/products?ids={hat}"], graph.Upstreams.Paths);
    }

    [Fact]
    public async Task Tag_OfACategory_TouchesItsLists()
    {
        const string hats = """{ products(first: 5, filter: {category: "hats"}) { totalCount } }""";
        const string shoes = """{ products(first: 5, filter: {category: "shoes"}) { totalCount } }""";
        await using var graph = await StartWarmAsync(hats, shoes);

        await InvalidateAsync(graph, """{"tags": ["category:hats"]}""");
        await graph.Client.QueryAsync(shoes);
        await graph.Client.QueryAsync(hats);

        Assert.Equal(["/products?first=5&category=hats&sort=name"], graph.Upstreams.Paths);
    }

    [Fact]
    public async Task Tag_ProductsList_TouchesListsOfAllCategoriesOnly()
    {
        const string all = "{ products(first: 5) { totalCount } }";
        const string hats = """{ products(first: 5, filter: {category: "hats"}) { totalCount } }""";
        await using var graph = await StartWarmAsync(all, hats, Products123);

        await InvalidateAsync(graph, """{"tags": ["products:list"]}""");
        await graph.Client.QueryAsync(all);
        await graph.Client.QueryAsync(hats);
        await graph.Client.QueryAsync(Products123);

        Assert.Equal(["/products?first=5&sort=name"], graph.Upstreams.Paths);
    }

    [Fact]
    public async Task Tag_OfAProductsReviews_TouchesThatListOnly()
    {
        const string query = """{ productsById(ids: ["7", "8"]) { reviews(first: 2) { nodes { id author { name } } } } }""";
        await using var graph = await StartWarmAsync(query);

        await InvalidateAsync(graph, """{"tags": ["reviews:product:7"]}""");
        (await graph.Client.QueryAsync(query)).WithoutErrors();

        Assert.Equal(["/reviews?productIds=7&first=2"], graph.Upstreams.Paths);
    }

    [Fact]
    public async Task Pattern_Glob_TouchesAllKeysThatMatch()
    {
        const string list = "{ products(first: 2) { totalCount } }";
        const string user = """{ user(id: "1") { name } }""";
        await using var graph = await StartWarmAsync(Products123, list, user);

        await InvalidateAsync(graph, """{"patterns": ["product:*"]}""");
        await graph.Client.QueryAsync(list);
        await graph.Client.QueryAsync(user);
        (await graph.Client.QueryAsync(Products123)).WithoutErrors();

        Assert.Equal(["/products?ids=1,2,3"], graph.Upstreams.Paths);
    }

    // The purge of everything: entities, absences, lists, what one viewer has, and what is named by a secret id.
    [Fact]
    public async Task Pattern_Star_TouchesEverything()
    {
        const string everything = """
            {
              productsById(ids: ["1", "2"]) { name inventory { available } reviews(first: 2) { nodes { id author { name } } } }
              products(first: 3) { totalCount }
              product(id: "unheard-of") { name }
              viewer { id cart { id } orders(first: 1) { totalCount } preferences { language } }
            }
            """;
        await using var graph = await GraphServer.StartAsync();
        var viewer = GraphTokens.Bearer(await graph.Client.GetTokenAsync("1"));
        (await graph.Client.QueryAsync(everything, headers: viewer)).WithoutErrors();
        var cold = graph.Upstreams.Paths.Order(StringComparer.Ordinal).ToArray();
        graph.Upstreams.ForgetCalls();
        (await graph.Client.QueryAsync(everything, headers: viewer)).WithoutErrors();
        var warm = graph.Upstreams.CallCount;
        var held = await EntriesAsync(graph);

        var purged = await graph.Client.InvalidateAsync("""{"patterns": ["*"]}""");
        var left = await EntriesAsync(graph);
        (await graph.Client.QueryAsync(everything, headers: viewer)).WithoutErrors();

        Assert.Equal((0, 0), (warm, left));
        Assert.Equal(held, Json(purged).GetProperty("invalidated").GetInt32());
        Assert.Equal(cold, graph.Upstreams.Paths.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Record_OfManyNames_TouchesThemTogether()
    {
        await using var graph = await StartWarmAsync(Products123);

        await InvalidateAsync(graph, """{"keys": ["product:2"], "tags": ["category:shoes"], "patterns": ["inventory:1*"]}""");
        (await graph.Client.QueryAsync(Products123)).WithoutErrors();

        Assert.Equal(["/products?ids=2,3", "/inventory?productIds=1"], graph.Upstreams.Paths);
    }

    [Fact]
    public async Task Acknowledgement_HasThePositionAndTheCount()
    {
        await using var graph = await StartWarmAsync(Products123);

        var first = await graph.Client.InvalidateAsync("""{"patterns": ["product:*"], "keys": ["inventory:2"]}""");
        var second = await graph.Client.InvalidateAsync("""{"keys": ["product:unheard-of"]}""");

        Assert.Equal([4, 0], new[] { first, second }.Select(answer => Json(answer).GetProperty("invalidated").GetInt32()));
        Assert.Equal(first.Headers["X-Graph-Position"], Json(first).GetProperty("position").GetString());
        Assert.True(string.CompareOrdinal(first.Headers["X-Graph-Position"], second.Headers["X-Graph-Position"]) < 0);
        Assert.Equal(first.Headers["X-Graph-Position"].Length, second.Headers["X-Graph-Position"].Length);
    }

    [Theory]
    [InlineData("""{"keys": ["product:1"]}""")]
    [InlineData("""{"tags": ["category:hats"]}""")]
    [InlineData("""{"patterns": ["prod*:1"]}""")]
    public async Task Acknowledged_WhileAnOlderAnswerIsOnItsWay_LaterReadsGetTheNewValue(string record)
    {
        const string query = """{ product(id: "1") { name } }""";
        await using var graph = await GraphServer.StartAsync();
        var gate = graph.Upstreams.Products.HoldAnswers();
        var earlier = graph.Client.QueryAsync(query);
        await gate.Holding;
        Rename(graph, "1");

        await InvalidateAsync(graph, record);
        var later = graph.Client.QueryAsync("""{ product(id: "1") { name } user(id: "1") { name } }""");
        await graph.Upstreams.Users.WaitForCallsAsync(1); // its second field is read, so the first has been, too
        gate.Open();
        await earlier;

        Assert.Equal("Renamed", (await later).WithoutErrors().At("product.name").GetString());
        Assert.Equal("Renamed", (await graph.Client.QueryAsync(query)).WithoutErrors().At("product.name").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"keys": []}""")]
    [InlineData("""{"keys": "product:1"}""")]
    [InlineData("""{"keys": [7]}""")]
    [InlineData("""{"keys": [null]}""")]
    [InlineData("""{"keys": [""]}""")]
    [InlineData("""{"key": ["product:1"]}""")]
    public async Task BadBody_IsRefused_AndTouchesNothing(string body)
    {
        await using var graph = await StartWarmAsync(Products123);

        var answer = await graph.Client.InvalidateAsync(body);
        await graph.Client.QueryAsync(Products123);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(0, graph.Upstreams.CallCount);
        Assert.Empty(graph.Logs.Errors);
        Assert.DoesNotContain("   at ", answer.Body, StringComparison.Ordinal);
    }

    private static async Task<GraphServer> StartWarmAsync(params string[] queries)
    {
        var graph = await GraphServer.StartAsync();
        foreach (var query in queries)
        {
            (await graph.Client.QueryAsync(query)).WithoutErrors();
        }

        graph.Upstreams.ForgetCalls();
        return graph;
    }

    private static async Task InvalidateAsync(GraphServer graph, string body) =>
        Assert.Equal(HttpStatusCode.OK, (await graph.Client.InvalidateAsync(body)).StatusCode);

    private static async Task<int> EntriesAsync(GraphServer graph) =>
        Json(await graph.Client.GetCacheAsync()).GetProperty("totals").GetProperty("entries").GetInt32();

    private static void Rename(GraphServer graph, string id) =>
        graph.Upstreams.Data.Update(graph.Upstreams.Data.Products[id], product => product["name"] = "Renamed");

    private static JsonElement Json(GraphQLAnswer answer) => JsonDocument.Parse(answer.Body).RootElement;
}
