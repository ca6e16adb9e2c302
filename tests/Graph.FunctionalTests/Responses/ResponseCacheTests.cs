using System.Net;
using System.Text;
using System.Text.Json;
using Graph.TestKit;
using Graph.TestKit.Server;
using Graph.TestKit.Stub;
using Microsoft.Extensions.Time.Testing;

namespace Graph.FunctionalTests.Responses;

/// <summary>Whole responses over HTTP: what is kept, for whom, and what ends it.</summary>
public sealed class ResponseCacheTests
{
    private const string Product = """query P($id: ID!) { product(id: $id) { id name price { amount } } }""";
    private const string Viewer = "query Me { viewer { id email } }";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(56));

    [Fact]
    public async Task Query_Again_IsAHitOfTheSameBytes()
    {
        await using var graph = await GraphServer.StartAsync();

        var first = await graph.Client.QueryAsync(Product, new { id = "1" });
        var second = await graph.Client.QueryAsync(Product, new { id = "1" });

        Assert.Equal("graph; fwd=miss; stored", first.Headers["Cache-Status"]);
        Assert.Matches("^graph; hit; ttl=[0-9]+$", second.Headers["Cache-Status"]);
        Assert.Equal(first.WithoutErrors().Body, second.WithoutErrors().Body);
        Assert.Equal(["/products?ids=1"], graph.Upstreams.Paths);
    }

    [Theory]
    [InlineData("""{"query": "query P($id: ID!) { product(id: $id) { name } }", "variables": {"id": "1"}}""")]
    [InlineData("""{ "variables" : { "id" : "1" }, "operationName": "P", "query": "query P($id: ID!) { product(id: $id) { name } }" }""")]
    [InlineData("""{"query": "query P($id: ID!) { product(id: $id) { name } }", "variables": {"unused": [1], "id": "2", "id": "1"}}""")]
    public async Task Body_OfTheSameMeaning_HasTheSameResponse(string body)
    {
        await using var graph = await GraphServer.StartAsync();
        await graph.Client.PostAsync("""{"query":"query P($id: ID!) { product(id: $id) { name } }","variables":{"id":"1"}}""");

        var answer = await graph.Client.PostAsync(body);

        Assert.StartsWith("graph; hit", answer.Headers["Cache-Status"], StringComparison.Ordinal);
        Assert.Equal(graph.Upstreams.Data.Products["1"]["name"]!.GetValue<string>(), answer.At("product.name").GetString());
    }

    [Theory]
    [InlineData("""{"keys": ["product:1"]}""")]
    [InlineData("""{"patterns": ["product:*"]}""")]
    [InlineData("""{"tags": ["product:1"]}""")]
    [InlineData("""{"patterns": ["*"]}""")]
    public async Task Hit_AfterAnAcknowledgedInvalidation_IsNeverOld(string invalidation)
    {
        await using var graph = await GraphServer.StartAsync();
        await graph.Client.QueryAsync(Product, new { id = "1" });
        await graph.Client.QueryAsync(Product, new { id = "1" });
        graph.Upstreams.Data.Update(graph.Upstreams.Data.Products["1"], product => product["name"] = "Renamed");

        await graph.Client.InvalidateAsync(invalidation);
        var answer = await graph.Client.QueryAsync(Product, new { id = "1" });

        Assert.Equal("Renamed", answer.At("product.name").GetString());
        Assert.Equal("graph; fwd=miss; stored", answer.Headers["Cache-Status"]);
    }

    [Fact]
    public async Task Invalidation_OfSomethingElse_LeavesTheResponse()
    {
        await using var graph = await GraphServer.StartAsync();
        await graph.Client.QueryAsync(Product, new { id = "1" });

        await graph.Client.InvalidateAsync("""{"keys": ["product:2"], "tags": ["category:none"], "patterns": ["inventory:*"]}""");

        Assert.StartsWith("graph; hit", (await graph.Client.QueryAsync(Product, new { id = "1" })).Headers["Cache-Status"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_AreNeverKept()
    {
        await using var graph = await GraphServer.StartAsync(("Upstreams:Defaults:Retry:MaxAttempts", "0"));
        graph.Upstreams.Inventory.Fail(StubFault.Status(HttpStatusCode.InternalServerError));
        const string query = """{ product(id: "1") { name inventory { available } } }""";

        var partial = await graph.Client.QueryAsync(query);
        graph.Upstreams.Inventory.Heal();
        var whole = await graph.Client.QueryAsync(query);

        Assert.Equal("graph; fwd=miss; detail=errors", partial.Headers["Cache-Status"]);
        Assert.Equal("no-store", partial.Headers["Cache-Control"]);
        Assert.False(partial.Headers.ContainsKey("ETag"));
        Assert.True(whole.WithoutErrors().At("product.inventory.available").GetInt32() >= 0);
    }

    [Theory]
    [InlineData("{ nonsense }")]
    [InlineData("{ product(id: ")]
    [InlineData("query P($id: ID!) { product(id: $id) { name } }")]
    public async Task Refusals_AreNeverKept(string document)
    {
        await using var graph = await GraphServer.StartAsync();

        var first = await graph.Client.QueryAsync(document);
        var second = await graph.Client.QueryAsync(document);

        Assert.All([first, second], answer => Assert.NotEmpty(answer.Errors));
        Assert.All([first, second], answer => Assert.Equal("no-store", answer.Headers["Cache-Control"]));
    }

    [Fact]
    public async Task Private_ByDefault_IsNeverKept()
    {
        await using var graph = await GraphServer.StartAsync();
        var one = GraphTokens.Bearer(await graph.Client.GetTokenAsync("1"));

        var answers = new[] { await graph.Client.QueryAsync(Viewer, headers: one), await graph.Client.QueryAsync(Viewer, headers: one) };

        Assert.All(answers, answer => Assert.Equal("graph; fwd=bypass; detail=private", answer.Headers["Cache-Status"]));
        Assert.All(answers, answer => Assert.Equal("no-store", answer.Headers["Cache-Control"]));
    }

    [Theory]
    [InlineData("ResponseCache:PrivateOperations", "Me")]
    [InlineData("ResponseCache:PrivateTypes", "Viewer,User,Account,Query.viewer")]
    public async Task Private_WhereAskedFor_IsKeptForItsViewerAlone(string setting, string value)
    {
        await using var graph = await GraphServer.StartAsync((setting, value));
        var one = GraphTokens.Bearer(await graph.Client.GetTokenAsync("1"));
        var two = GraphTokens.Bearer(await graph.Client.GetTokenAsync("2"));
        var admin = GraphTokens.Bearer(await graph.Client.GetTokenAsync("1", "admin"));

        await graph.Client.QueryAsync(Viewer, headers: one);
        var again = await graph.Client.QueryAsync(Viewer, headers: one);
        var others = new[]
        {
            await graph.Client.QueryAsync(Viewer, headers: two), await graph.Client.QueryAsync(Viewer, headers: admin), await graph.Client.QueryAsync(Viewer),
        };

        Assert.StartsWith("graph; hit", again.Headers["Cache-Status"], StringComparison.Ordinal);
        Assert.Equal("no-store, private", again.Headers["Cache-Control"]);
        Assert.False(again.Headers.ContainsKey("Surrogate-Key"));
        Assert.Equal("1", again.At("viewer.id").GetString());
        Assert.Equal("2", others[0].At("viewer.id").GetString());
        Assert.All(others, answer => Assert.DoesNotContain("hit", answer.Headers["Cache-Status"], StringComparison.Ordinal));
    }

    // What the cache has must not answer whom the graph would not.
    [Fact]
    public async Task Hit_WithBadCredentials_IsRefusedAllTheSame()
    {
        await using var graph = await GraphServer.StartAsync();
        await graph.Client.QueryAsync(Product, new { id = "1" });

        var answer = await graph.Client.QueryAsync(Product, new { id = "1" }, GraphTokens.Bearer("garbage"));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Hit_OfABodyThatAnyPageCouldSend_IsRefusedAllTheSame(string contentType)
    {
        await using var graph = await GraphServer.StartAsync();
        const string body = """{"query":"{ product(id: \"1\") { name } }"}""";
        await graph.Client.PostAsync(body);
        await graph.Client.PostAsync(body);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await graph.Client.PostAsync(body, contentType)).StatusCode);
    }

    // Headers that change nothing of the answer change nothing of what is kept either.
    [Theory]
    [InlineData("X-Forwarded-Host", "evil.example")]
    [InlineData("X-Original-URL", "/admin/cache")]
    [InlineData("X-HTTP-Method-Override", "DELETE")]
    [InlineData("Accept-Language", "xx")]
    [InlineData("X-Trace-Id", "mine")]
    [InlineData("Cache-Control", "no-cache")]
    public async Task Headers_OfOneClient_AreNotInTheAnswersOfOthers(string name, string value)
    {
        await using var graph = await GraphServer.StartAsync();

        await graph.Client.QueryAsync(Product, new { id = "1" }, new Dictionary<string, string> { [name] = value });
        var other = await graph.Client.QueryAsync(Product, new { id = "1" });

        Assert.StartsWith("graph; hit", other.Headers["Cache-Status"], StringComparison.Ordinal);
        Assert.DoesNotContain(other.Headers, header => header.Value == value);
        Assert.DoesNotContain(value, other.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MediaType_OfEachClient_IsItsOwn()
    {
        await using var graph = await GraphServer.StartAsync();
        await graph.Client.QueryAsync(Product, new { id = "1" });

        var json = await graph.Client.QueryAsync(Product, new { id = "1" }, new Dictionary<string, string> { ["Accept"] = "application/json" });

        Assert.StartsWith("graph; hit", json.Headers["Cache-Status"], StringComparison.Ordinal);
        Assert.Equal("application/json", json.MediaType);
    }

    [Fact]
    public async Task Response_OverTheLimit_IsSentAndNotKept()
    {
        await using var graph = await GraphServer.StartAsync(("ResponseCache:MaxResponseBytes", "64"));

        var answers = new[] { await graph.Client.QueryAsync(Product, new { id = "1" }), await graph.Client.QueryAsync(Product, new { id = "1" }) };

        Assert.All(answers, answer => Assert.Equal("graph; fwd=miss; detail=too_large", answer.Headers["Cache-Status"]));
        Assert.All(answers, answer => Assert.Equal("no-store", answer.Headers["Cache-Control"])); // nor by whom nobody would tell of a change
        Assert.All(answers, answer => Assert.Equal("1", answer.WithoutErrors().At("product.id").GetString()));
    }

    [Fact]
    public async Task Mutation_IsSeenByTheNextHit()
    {
        await using var graph = await GraphServer.StartAsync();
        const string inventory = """{ product(id: "1") { inventory { available } } }""";
        await graph.Client.QueryAsync(inventory);
        var admin = GraphTokens.Bearer(await graph.Client.GetTokenAsync("9", "catalog"));

        var written = await graph.Client.QueryAsync(
            """mutation { adjustInventory(input: {productId: "1", delta: 3, idempotencyKey: "0123456789abcdef"}) { inventory { available } errors { __typename } } }""",
            headers: admin);
        var read = await graph.Client.QueryAsync(inventory);

        Assert.Equal(
            written.WithoutErrors().At("adjustInventory.inventory.available").GetInt32(), read.At("product.inventory.available").GetInt32());
        Assert.Equal("graph; fwd=method", written.Headers["Cache-Status"]);
    }

    [Fact]
    public async Task Stale_IsServedWhileOneExecutionMakesItAnew()
    {
        await using var graph = await GraphServer.StartAsync(new GraphServerOptions { Time = _time }.With(("EntityCache:Jitter", "0")));
        const string inventory = """{ product(id: "1") { inventory { available } } }""";
        await graph.Client.QueryAsync(inventory);
        graph.Upstreams.ForgetCalls();
        _time.Advance(TimeSpan.FromSeconds(40)); // fresh for 30 s, served for 30 s more

        var stale = await graph.Client.QueryAsync(inventory);
        await Patience.UntilAsync(
            async () => (await graph.Client.QueryAsync(inventory)).Headers["Cache-Status"] == "graph; hit; ttl=30", () => "It was not made anew.");

        Assert.Equal("graph; hit; ttl=-10", stale.Headers["Cache-Status"]);
        Assert.Equal(["/inventory?productIds=1"], graph.Upstreams.Paths);
    }

    [Fact]
    public async Task Expired_IsMadeForWhoeverAsks()
    {
        await using var graph = await GraphServer.StartAsync(new GraphServerOptions { Time = _time }.With(("EntityCache:Jitter", "0")));
        const string inventory = """{ product(id: "1") { inventory { available } } }""";
        await graph.Client.QueryAsync(inventory);

        _time.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal("graph; fwd=miss; stored", (await graph.Client.QueryAsync(inventory)).Headers["Cache-Status"]);
    }

    [Fact]
    public async Task Report_ForOperators_CountsResponses()
    {
        await using var graph = await GraphServer.StartAsync();
        await graph.Client.QueryAsync(Product, new { id = "1" });
        await graph.Client.QueryAsync(Product, new { id = "2" });

        var report = JsonDocument.Parse((await graph.Client.GetCacheAsync()).Body).RootElement.GetProperty("responses");

        Assert.True(report.GetProperty("enabled").GetBoolean());
        Assert.Equal((2, 2), (report.GetProperty("entries").GetInt32(), report.GetProperty("knownRequests").GetInt32()));
        Assert.InRange(report.GetProperty("names").GetInt32(), 3, 4); // two products, of one or two categories
    }

    [Fact]
    public async Task Variables_OfFiveMegabytes_AreRefusedAndNothingIsKept()
    {
        await using var graph = await GraphServer.StartAsync();
        var body = """{"query":"query P($id: ID!) { product(id: $id) { name } }","variables":{"id":"5MB"}}""".Replace("5MB", new string('1', 5_000_000), StringComparison.Ordinal);

        var answer = await graph.Client.PostAsync(body);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
    }

    [Fact]
    public async Task Body_InPieces_IsKnownAllTheSame()
    {
        await using var graph = await GraphServer.StartAsync();
        var body = Encoding.UTF8.GetBytes("""{"query":"{ product(id: \"1\") { name } }"}""");
        await graph.Client.PostAsync(Encoding.UTF8.GetString(body));
        await graph.Client.PostAsync(Encoding.UTF8.GetString(body));

        using var pieces = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new PiecesContent(body) };
        var answer = await graph.Client.SendAsync(pieces);

        Assert.StartsWith("graph; hit", answer.Headers["Cache-Status"], StringComparison.Ordinal);
    }
}
