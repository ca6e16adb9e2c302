using System.Net;
using System.Text.Json;
using Graph.TestKit;
using Graph.TestKit.Server;
using Graph.TestKit.Stub;
using Microsoft.Extensions.Time.Testing;

namespace Graph.FunctionalTests.Explaining;

/// <summary><c>X-Graph-Explain: 1</c>: what was read for which field, from where, and which upstream calls that has cost.</summary>
public sealed class ExplainTests
{
    private const string Inventory = """{ product(id: "1") { name inventory { available } } }""";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(56));

    [Fact]
    public async Task Cold_IsFromUpstreams_InBatches()
    {
        await using var graph = await GraphServer.StartAsync();

        var answer = (await graph.Client.ExplainAsync("""{ productsById(ids: ["1", "2", "3"]) { inventory { available } } }""")).WithoutErrors();

        Assert.Equal(("upstream: 3", "upstream: 3"), (answer.From("productsById"), answer.From("productsById.inventory")));
        Assert.Equal([3], answer.Batches("productsById.inventory"));
        Assert.Equal(["productsById", "productsById.inventory"], answer.Calls().Select(call => call.GetProperty("paths")[0].GetString()));
        Assert.All(answer.Calls(), call => Assert.Equal(
            ("FETCH", "3", "3", "0", "ok"), (call.Text("kind"), call.Text("keys"), call.Text("batchSize"), call.Text("retries"), call.Text("outcome"))));
        Assert.All(answer.Calls(), call => Assert.True(call.GetProperty("waitedMs").GetDouble() >= 0 && call.GetProperty("tookMs").GetDouble() >= 0));
        Assert.Equal("2", answer.Explanation().GetProperty("operation").Text("upstreamCalls"));
    }

    [Fact]
    public async Task Warm_IsFromMemory_AndSaysPolicyAgeKeysAndTags()
    {
        await using var graph = await StartAsync();
        await graph.Client.QueryAsync(Inventory);
        _time.Advance(TimeSpan.FromSeconds(7));

        var answer = (await graph.Client.ExplainAsync(Inventory)).WithoutErrors();
        var product = answer.Field("product");

        Assert.Equal(("memory: 1", "memory: 1"), (answer.From("product"), answer.From("product.inventory")));
        Assert.Empty(answer.Calls());
        Assert.Equal(
            """{"strategy":"TIME_BASED","ttl":"PT1H","staleFor":"PT1H","staleIfError":"PT6H","negativeTtl":"PT30S","scope":"PUBLIC"}""",
            product.GetProperty("policy").GetRawText());
        Assert.Equal(("Product", "Products"), (product.Text("type"), product.Text("upstream")));
        Assert.Equal("""{"count":1,"first":["product:1"]}""", product.Text("keys"));
        Assert.Equal("""{"youngestSeconds":7,"oldestSeconds":7}""", product.Text("age"));
        Assert.StartsWith("category:", Assert.Single(product.GetProperty("tags").Texts("first")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stale_SaysSo_WhileItIsRefreshed()
    {
        await using var graph = await StartAsync();
        await graph.Client.QueryAsync(Inventory);
        var gate = graph.Upstreams.Inventory.Hold();
        _time.Advance(TimeSpan.FromSeconds(40));

        var answer = (await graph.Client.ExplainAsync(Inventory)).WithoutErrors();
        gate.Open();

        Assert.Equal("stale: 1", answer.From("product.inventory"));
        Assert.Equal("""{"youngestSeconds":40,"oldestSeconds":40}""", answer.Field("product.inventory").Text("age"));
        Assert.Equal(("-10", "20"), (answer.Response().Text("freshForSeconds"), answer.Response().Text("expiresInSeconds")));
    }

    [Fact]
    public async Task Coalesced_IsTold_WithoutACallOfItsOwn()
    {
        // A process of its own, because its metrics are this test's alone.
        await using var upstreams = await StubUpstreams.StartAsync();
        await using var graph = await GraphProcess.StartReadyAsync(GraphProcess.SettingsOver(upstreams, "Development"));
        var gate = upstreams.Inventory.Hold();

        var other = graph.Client.QueryAsync("""{ product(id: "1") { inventory { available version } } }""");
        await upstreams.Inventory.WaitForCallsAsync(1);
        var asked = graph.Client.ExplainAsync(Inventory);
        await Patience.UntilAsync(
            async () => (await graph.Client.GetMetricsAsync()).Sum("graph_loader_coalesced_total", ("type", "Inventory")) == 1,
            () => "The explained query has not joined the fetch.");
        gate.Open();
        var answer = (await asked).WithoutErrors();

        Assert.Equal("coalesced: 1", answer.From("product.inventory"));
        Assert.Empty(answer.Calls());
        Assert.Empty(answer.Batches("product.inventory"));
        (await other).WithoutErrors();
    }

    [Fact]
    public async Task FailingUpstream_IsToldByField_AndWhyTheResponseIsNotKept()
    {
        await using var graph = await GraphServer.StartAsync(("Upstreams:Defaults:Retry:MaxAttempts", "0"));
        graph.Upstreams.Inventory.Fail(StubFault.Status(HttpStatusCode.InternalServerError));

        var answer = await graph.Client.ExplainAsync(Inventory);
        var call = answer.Calls().Single(call => call.Text("upstream") == "Inventory");

        Assert.Single(answer.Errors);
        Assert.Equal("failed: 1", answer.From("product.inventory"));
        Assert.Equal((answer.Errors[0].Code, "1"), (call.Text("outcome"), call.Text("failed")));
        Assert.Equal(("False", "errors"), (answer.Response().Text("wouldBeKept"), answer.Response().Text("why")));
        Assert.False(answer.Response().TryGetProperty("freshForSeconds", out _));
    }

    [Fact]
    public async Task StaleOnError_StandsBesideTheNoteOfIt()
    {
        await using var graph = await StartAsync(("Upstreams:Defaults:Retry:MaxAttempts", "0"));
        await graph.Client.QueryAsync(Inventory);
        graph.Upstreams.Inventory.Fail(StubFault.Status(HttpStatusCode.InternalServerError));
        _time.Advance(TimeSpan.FromSeconds(61));

        var answer = (await graph.Client.ExplainAsync(Inventory)).WithoutErrors();

        Assert.Equal("staleOnError: 1", answer.From("product.inventory"));
        Assert.Equal("""[{"type":"Inventory","ageSeconds":61}]""", answer.Extensions.Text("stale"));
        Assert.Equal("not_kept", answer.Response().Text("why"));
    }

    [Fact]
    public async Task Retries_OfACall_AreCounted()
    {
        await using var graph = await GraphServer.StartAsync(("Upstreams:Defaults:Retry:BaseDelay", "00:00:00.001"));
        graph.Upstreams.Inventory.Fail(StubFault.Status(HttpStatusCode.ServiceUnavailable), times: 2);

        var answer = (await graph.Client.ExplainAsync(Inventory)).WithoutErrors();

        Assert.Equal("2", answer.Calls().Single(call => call.Text("upstream") == "Inventory").Text("retries"));
    }

    // One call for both: so it is for both fields, whatever they are called.
    [Fact]
    public async Task Fields_ThatShareACall_AreToldTogetherByTheirAliases()
    {
        await using var graph = await GraphServer.StartAsync();
        const string query = """{ a: productsById(ids: ["1"]) { stock: inventory { available } } b: productsById(ids: ["2"]) { stock: inventory { available } } }""";
        await graph.Client.QueryAsync("""{ productsById(ids: ["1", "2"]) { name } }"""); // so that both ask for their stock at the same time

        var answer = (await graph.Client.ExplainAsync(query)).WithoutErrors();

        Assert.Equal(["a.stock", "b.stock"], answer.Field("a.stock").Texts("paths"));
        Assert.Equal("""{"count":2,"first":["inventory:1","inventory:2"]}""", answer.Field("b.stock").Text("keys"));
    }

    [Fact]
    public async Task Lists_LeaveTheirIndexesOut()
    {
        await using var graph = await GraphServer.StartAsync();

        var answer = (await graph.Client.ExplainAsync("{ products(first: 3) { nodes { reviews(first: 2) { nodes { author { name } } } } } }")).WithoutErrors();

        Assert.Equal("6", answer.Field("products.nodes.reviews.nodes.author").GetProperty("keys").Text("count"));
        Assert.Equal("User", answer.Field("products.nodes.reviews.nodes.author").Text("type"));
    }

    [Fact]
    public async Task WithoutTheEntityCache_CallsAreTold_AndThatCachesAreOff()
    {
        await using var graph = await GraphServer.StartAsync(("EntityCache:Enabled", "false"));

        var answer = (await graph.Client.ExplainAsync("""{ productsById(ids: ["1", "2"]) { inventory { available } } }""")).WithoutErrors();

        Assert.Equal("""{"entities":false,"responses":false}""", answer.Explanation().Text("caches"));
        Assert.Equal("upstream: 2", answer.From("productsById.inventory"));
        Assert.Equal([2], answer.Batches("productsById.inventory"));
        Assert.Equal("2", answer.Explanation().GetProperty("operation").Text("upstreamCalls"));
        Assert.Equal("off", answer.Response().Text("why"));
    }

    [Fact]
    public async Task Mutation_TellsItsWriteAndWhatItsPayloadHasRead()
    {
        await using var graph = await GraphServer.StartAsync();
        var viewer = GraphTokens.Bearer(await graph.Client.GetTokenAsync("1"));

        var answer = (await graph.Client.ExplainAsync(
            """mutation { updatePreferences(input: { language: "de" }) { preferences { version } errors { message } } }""", headers: viewer)).WithoutErrors();

        Assert.Equal(["FETCH", "WRITE"], answer.Calls().Select(call => call.Text("kind")));
        Assert.All(answer.Calls(), call => Assert.Equal(["updatePreferences"], call.Texts("paths")));
        Assert.Equal(["preferences:1"], answer.Field("updatePreferences").GetProperty("keys").Texts("first"));
        Assert.Equal("mutation", answer.Response().Text("why"));
        Assert.Equal("graph; fwd=method", answer.Headers["Cache-Status"]);
    }

    [Fact]
    public async Task Get_IsExplainedToo()
    {
        await using var graph = await GraphServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/graphql?query={Uri.EscapeDataString(Inventory)}");

        var answer = await graph.Client.SendAsync(request, Explained.Asked);

        Assert.Equal("upstream: 1", answer.WithoutErrors().From("product"));
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
    }

    [Fact]
    public async Task Operation_TellsWhatItHasUsedOfItsLimits()
    {
        await using var graph = await GraphServer.StartAsync(("Limits:UpstreamCalls", "1"));

        var answer = await graph.Client.ExplainAsync("""query Both { product(id: "1") { name inventory { available } } }""");
        var operation = answer.Explanation().GetProperty("operation");

        Assert.Equal(("query", "Both", "4"), (operation.Text("type"), operation.Text("name"), operation.Text("fields")));
        Assert.Equal(("1", "1"), (operation.Text("upstreamCalls"), operation.Text("maxUpstreamCalls")));
        Assert.InRange(operation.GetProperty("cost").GetInt64(), 1, operation.GetProperty("maxCost").GetInt64());
        Assert.Equal("LIMIT_EXCEEDED", Assert.Single(answer.Errors).Code);
        Assert.Equal("failed: 1", answer.From("product.inventory"));
    }

    // An id goes into keys as the client has written it.
    [Theory]
    [InlineData("\\uD800")]
    [InlineData("a\\u0000\\u2028<b>&'")]
    [InlineData("\\uD83D\\uDE00")]
    public async Task Ids_OfAnyLetters_AreToldAsJson(string id)
    {
        await using var graph = await GraphServer.StartAsync();
        var document = $$"""{ product(id: "{{id}}") { name } }""";

        var plain = await graph.Client.QueryAsync(document);
        var answer = await graph.Client.ExplainAsync(document);

        Assert.Equal(plain.StatusCode, answer.StatusCode);
        Assert.Equal(plain.Errors.Count == 0, answer.IsExplained());
        Assert.True(answer.Errors.Count > 0 || answer.Field("product").Text("keys").StartsWith("""{"count":1""", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refusal_HasNothingToExplain()
    {
        await using var graph = await GraphServer.StartAsync();

        var answer = await graph.Client.ExplainAsync("query P($id: ID!) { product(id: $id) { name } }");

        Assert.NotEmpty(answer.Errors);
        Assert.Equal(JsonValueKind.Undefined, answer.Extensions.ValueKind);
    }

    private Task<GraphServer> StartAsync(params (string Key, string Value)[] settings) =>
        GraphServer.StartAsync(new GraphServerOptions { Time = _time }.With([("EntityCache:Jitter", "0"), .. settings]));
}
