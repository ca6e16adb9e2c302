using System.Net;
using System.Text.Json;
using Graph.TestKit;
using Graph.TestKit.Server;
using Graph.TestKit.Stub;

namespace Graph.FunctionalTests.Edge;

/// <summary>What holds of either proxy: who gets what it has, and what it never has.</summary>
public sealed class ProxyTests(EdgeFixture edge) : IClassFixture<EdgeFixture>
{
    private static readonly string[] OfOneRequest =
        ["X-Graph-Position", "X-Trace-Id", "Surrogate-Key", "Surrogate-Control", "CDN-Cache-Control", "Set-Cookie", "xkey"];

    [Theory]
    [InlineData("varnish")]
    [InlineData("nginx")]
    public async Task Answer_FromTheCache_IsTheGraphsWithoutWhatBelongsToOneRequest(string proxy)
    {
        const string query = """{ product(id: "1") { id name price { amount } } }""";

        var hit = await UntilHitAsync(proxy, query);
        var direct = await edge.World.Graph.Client.SendAsync(new HttpRequestMessage(HttpMethod.Get, EdgeClient.Path(query)));

        Assert.Equal(direct.Body, hit.Text);
        Assert.Equal(direct.Headers["ETag"], hit.ETag);
        Assert.Equal("public, must-revalidate, max-age=0", hit.Header("Cache-Control"));
        Assert.DoesNotContain(OfOneRequest, hit.Headers.Keys.Contains);
        Assert.True(direct.Headers.ContainsKey("X-Trace-Id"));
    }

    [Theory]
    [InlineData("varnish", "X-Graph-Explain", "1")]
    [InlineData("varnish", "X-Graph-Min-Position", "position")]
    [InlineData("varnish", "Authorization", "bearer")]
    [InlineData("varnish", "Cookie", "session")]
    [InlineData("nginx", "X-Graph-Explain", "1")]
    [InlineData("nginx", "X-Graph-Min-Position", "position")]
    [InlineData("nginx", "Authorization", "bearer")]
    [InlineData("nginx", "Cookie", "session")]
    public async Task Request_ThatIsSomebodys_IsTheGraphsToAnswerAndLeavesNothing(string proxy, string header, string value)
    {
        var query = $$"""query Of{{proxy}}{{header.Replace("-", "", StringComparison.Ordinal)}} { product(id: "2") { id name } }""";
        var graph = edge.World.Graph.Client;
        value = value switch
        {
            "position" => (await graph.SendAsync(new HttpRequestMessage(HttpMethod.Get, EdgeClient.Path("{ product(id: \"2\") { id } }")))).Headers["X-Graph-Position"],
            "bearer" => $"Bearer {await graph.GetTokenAsync("1")}",
            "session" => $"a=b; __Host-graph-session={await graph.GetTokenAsync("1")}",
            _ => value,
        };
        var own = new[] { (header, value), ("Origin", edge.Proxy(proxy).Address.GetLeftPart(UriPartial.Authority)) };

        var somebodys = new[] { await QueryAsync(proxy, query, own), await QueryAsync(proxy, query, own) };
        var first = await QueryAsync(proxy, query);
        await UntilHitAsync(proxy, query);
        var later = await QueryAsync(proxy, query, own);

        Assert.All([.. somebodys, later], answer => Assert.Contains(answer.Cache, (string[])["pass", "bypass"]));
        Assert.All([.. somebodys, later], answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.All([.. somebodys, later], answer => Assert.NotNull(answer.Header("X-Graph-Position")));
        Assert.All([.. somebodys, later], answer => Assert.NotNull(answer.Header("X-Trace-Id")));
        Assert.Equal("miss", first.Cache);
    }

    [Theory]
    [InlineData("varnish")]
    [InlineData("nginx")]
    public async Task Cookie_ThatMeansNothingToTheGraph_MeansNothingToTheCache(string proxy)
    {
        var query = """query Cookies { product(id: "3") { name } }""";
        await UntilHitAsync(proxy, query);

        await UntilHitAsync(proxy, query, ("Cookie", "theme=dark; not__Host-graph-session=1"));
    }

    [Theory]
    [InlineData("varnish")]
    [InlineData("nginx")]
    public async Task Viewers_NeverSeeEachOther(string proxy)
    {
        const string query = "{ viewer { id email } }";
        var graph = edge.World.Graph.Client;
        var one = ("Authorization", $"Bearer {await graph.GetTokenAsync("1")}");
        var two = ("Authorization", $"Bearer {await graph.GetTokenAsync("2")}");

        for (var round = 0; round < 3; round++)
        {
            Assert.Equal("1", (await QueryAsync(proxy, query, one)).Data.GetProperty("viewer").GetProperty("id").GetString());
            Assert.Equal("2", (await QueryAsync(proxy, query, two)).Data.GetProperty("viewer").GetProperty("id").GetString());
            var nobodys = await QueryAsync(proxy, query);
            Assert.False(nobodys.IsHit);
            Assert.Equal(JsonValueKind.Null, nobodys.Data.GetProperty("viewer").ValueKind);
        }
    }

    [Theory]
    [InlineData("varnish", "4")]
    [InlineData("nginx", "5")]
    public async Task Errors_AreNeverKept(string proxy, string id)
    {
        var query = $$"""{ product(id: "{{id}}") { name inventory { available } } }""";
        edge.World.Upstreams.Inventory.Fail(StubFault.Status(HttpStatusCode.InternalServerError));
        var failed = new[] { await QueryAsync(proxy, query), await QueryAsync(proxy, query) };
        edge.World.Upstreams.Inventory.Heal();

        await edge.Proxy(proxy).UntilAsync(query, answer => !answer.Text.Contains("errors", StringComparison.Ordinal));

        Assert.All(failed, answer => Assert.Contains("errors", answer.Text, StringComparison.Ordinal));
        Assert.All(failed, answer => Assert.False(answer.IsHit));
        await UntilHitAsync(proxy, query);
    }

    [Theory]
    [InlineData("varnish")]
    [InlineData("nginx")]
    public async Task Refusals_AreNeverKept(string proxy)
    {
        var answers = new[] { await QueryAsync(proxy, "{ nonsense }"), await QueryAsync(proxy, "{ nonsense }") };

        Assert.All(answers, answer => Assert.False(answer.IsHit));
        Assert.All(answers, answer => Assert.Equal("no-store", answer.Header("Cache-Control")));
    }

    [Theory]
    [InlineData("varnish")]
    [InlineData("nginx")]
    public async Task ETag_ThatTheClientHas_SavesTheBody(string proxy)
    {
        const string query = """query ETags { product(id: "6") { name } }""";
        var hit = await UntilHitAsync(proxy, query);

        var known = await QueryAsync(proxy, query, ("If-None-Match", hit.ETag!));
        var other = await QueryAsync(proxy, query, ("If-None-Match", "W/\"other\""));

        Assert.Equal(HttpStatusCode.NotModified, known.Status);
        Assert.Empty(known.Bytes);
        Assert.Equal(HttpStatusCode.OK, other.Status);
    }

    [Theory]
    [InlineData("varnish")]
    [InlineData("nginx")]
    public async Task Codings_AreNeverMixedUp(string proxy)
    {
        const string products = """{ productsById(ids: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13"]) { id name description category } }""";
        var plain = (await QueryAsync(proxy, products)).Text;
        string?[] wishes = ["gzip", null, "br", "br, gzip", "gzip;q=0", "identity", "gzip, deflate, br, zstd"];

        for (var first = 0; first < wishes.Length; first++)
        {
            var query = $"query Codings{first} {products}"; // so that each wish is once the first, whose answer is kept
            for (var i = 0; i < wishes.Length; i++)
            {
                var wish = wishes[(first + i) % wishes.Length];
                var answer = wish is null ? await QueryAsync(proxy, query) : await QueryAsync(proxy, query, ("Accept-Encoding", wish));

                Assert.Equal(plain, answer.Text);
                Assert.True(answer.Coding is null || wish?.Split(", ").Contains(answer.Coding) is true, $"{answer.Coding} for {wish}");
            }
        }

        Assert.Equal("gzip", (await UntilHitAsync(proxy, products, ("Accept-Encoding", "gzip"))).Coding);
    }

    [Theory]
    [InlineData("varnish")]
    [InlineData("nginx")]
    public async Task Types_AreNeverMixedUp(string proxy)
    {
        const string query = """query Types { product(id: "7") { name } }""";
        (string Wish, string Type)[] wishes =
        [
            ("application/json", "application/json"), (GraphClient.GraphQLResponse, GraphClient.GraphQLResponse), ("*/*", "application/json"),
            ("application/graphql-response+json, application/json;q=0.9", GraphClient.GraphQLResponse),
            ("application/graphql-response+json;q=0.5, application/json;q=0.9", "application/json"),
        ];

        for (var round = 0; round < 2; round++)
        {
            foreach (var (wish, type) in wishes)
            {
                Assert.StartsWith(type, (await QueryAsync(proxy, query, ("Accept", wish))).Header("Content-Type"), StringComparison.Ordinal);
            }
        }

        await UntilHitAsync(proxy, query, ("Accept", wishes[3].Wish));
    }

    [Theory]
    [InlineData("varnish")]
    [InlineData("nginx")]
    public async Task Hints_GetTheAnswerOfTheirBucket(string proxy)
    {
        const string query = """query Hints { product(id: "8") { name } }""";
        ((string, string)[] Hints, string MaxAge)[] wishes =
        [
            ([], "max-age=0"), ([("Save-Data", "on")], "max-age=3600"), ([("ECT", "4g")], "max-age=300"), ([("ECT", "3g")], "max-age=1800"),
            ([("ECT", "slow-2g")], "max-age=3600"), ([("ECT", "warp")], "max-age=0"),
        ];

        for (var round = 0; round < 2; round++)
        {
            foreach (var (hints, maxAge) in wishes)
            {
                Assert.Contains(maxAge, (await QueryAsync(proxy, query, hints)).Header("Cache-Control"), StringComparison.Ordinal);
            }
        }

        await UntilHitAsync(proxy, query, ("ECT", "2g"));
    }

    [Theory]
    [InlineData("varnish")]
    [InlineData("nginx")]
    public async Task Head_IsAnsweredFromTheCache(string proxy)
    {
        const string query = """query Heads { product(id: "9") { name } }""";
        await UntilHitAsync(proxy, query);

        var head = await edge.Proxy(proxy).SendAsync(HttpMethod.Head, EdgeClient.Path(query));

        Assert.Equal(HttpStatusCode.OK, head.Status);
        Assert.Empty(head.Bytes);
    }

    [Theory]
    [InlineData("varnish", "/admin/cache")]
    [InlineData("varnish", "/metrics")]
    [InlineData("varnish", "/dev/token")]
    [InlineData("nginx", "/admin/cache")]
    [InlineData("nginx", "/metrics")]
    [InlineData("nginx", "/dev/token")]
    public async Task Operators_HaveToGoToTheGraphItself(string proxy, string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await edge.Proxy(proxy).SendAsync(HttpMethod.Get, path)).Status);

    [Theory]
    [InlineData("varnish")]
    [InlineData("nginx")]
    public async Task Realtime_GoesThrough(string proxy)
    {
        using var client = new GraphClient(edge.Proxy(proxy).Address);
        const string query = """{ product(id: "10") { name } }""";

        await using var socket = await GraphSocket.OpenAsync(client);
        var operation = await socket.SubscribeAsync(query);
        var message = await operation.NextAsync();
        var answer = await client.FirstEventAsync(query);

        Assert.Equal("next", message.Type);
        Assert.NotNull(answer.At("product.name").GetString());
    }

    private Task<EdgeAnswer> QueryAsync(string proxy, string query, params (string Name, string Value)[] headers) =>
        edge.Proxy(proxy).QueryAsync(query, headers);

    // nginx keeps an answer for a second, so the next request may come too late.
    private async Task<EdgeAnswer> UntilHitAsync(string proxy, string query, params (string Name, string Value)[] headers)
    {
        EdgeAnswer? answer = null;
        await Patience.UntilAsync(async () => (answer = await QueryAsync(proxy, query, headers)).IsHit, () => $"{answer!.Cache} {answer.Text}");
        return answer!;
    }
}
