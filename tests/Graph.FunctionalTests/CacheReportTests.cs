using System.Net;
using System.Text.Json;
using Graph.TestKit;
using Graph.TestKit.Server;
using Graph.TestKit.Stub;
using Microsoft.Extensions.Time.Testing;

namespace Graph.FunctionalTests;

/// <summary><c>GET /admin/cache</c> tells what reads have done, by a clock that stands still.</summary>
public sealed class CacheReportTests
{
    private const string InventoryQuery = """{ product(id: "1") { inventory { available } } }""";
    private const string UserQuery = """{ user(id: "1") { name } }""";

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Report_OfHitsMissesAndAbsences_CountsThem()
    {
        await using var graph = await StartAsync();
        await graph.Client.QueryAsync("""{ productsById(ids: ["1", "2", "3"]) { name } }""");
        _time.Advance(TimeSpan.FromSeconds(10));
        await graph.Client.QueryAsync("""{ productsById(ids: ["1", "2", "3", "4", "5"]) { name } }""");
        await graph.Client.QueryAsync("""{ product(id: "unheard-of") { name } }""");
        await graph.Client.QueryAsync("""{ product(id: "unheard-of") { name } }""");
        _time.Advance(TimeSpan.FromSeconds(5));

        var product = await TypeAsync(graph, "Product");

        Assert.Equal("""{"hit":3,"stale":0,"negative":1,"miss":6,"stale_on_error":0}""", product.GetProperty("reads").GetRawText());
        Assert.Equal(0.4, product.GetProperty("hitRate").GetDouble(), precision: 6);
        Assert.Equal(6, product.GetProperty("entries").GetInt32());
        Assert.InRange(product.GetProperty("bytes").GetInt64(), 500, 100_000);
        Assert.Equal("""{"fresh":5,"stale":0,"negative":1,"expired":0,"invalidated":0}""", product.GetProperty("now").GetRawText());
        Assert.Equal("""{"youngest":5,"median":15,"oldest":15}""", product.GetProperty("ages").GetRawText());
        Assert.Equal("""{"started":0,"succeeded":0,"failed":0}""", product.GetProperty("refreshes").GetRawText());
        Assert.Equal(
            """{"strategy":"TIME_BASED","ttl":"PT1H","staleFor":"PT1H","staleIfError":"PT6H","negativeTtl":"PT30S","scope":"PUBLIC"}""",
            product.GetProperty("policy").GetRawText());
    }

    [Fact]
    public async Task Report_OfATypeNobodyHasRead_IsEmptyButForItsPolicy()
    {
        await using var graph = await StartAsync(("Freshness:User:Ttl", "PT10S"));

        var user = await TypeAsync(graph, "User");

        Assert.Equal(JsonValueKind.Null, user.GetProperty("hitRate").ValueKind);
        Assert.Equal(JsonValueKind.Null, user.GetProperty("ages").ValueKind);
        Assert.Equal(0, user.GetProperty("entries").GetInt32());
        Assert.Equal("PT10S", user.GetProperty("policy").GetProperty("ttl").GetString());
    }

    [Fact]
    public async Task Report_OfStaleReads_CountsTheirRefreshesByOutcome()
    {
        await using var graph = await StartAsync(("Upstreams:Defaults:Retry:MaxAttempts", "0"));
        await graph.Client.QueryAsync(InventoryQuery);
        _time.Advance(TimeSpan.FromSeconds(30));
        var gate = graph.Upstreams.Inventory.Hold();

        await graph.Client.QueryAsync(InventoryQuery);
        await gate.Holding;
        var during = await TypeAsync(graph, "Inventory");
        gate.Open();
        await UntilRefreshedAsync(graph, """{"started":1,"succeeded":1,"failed":0}""");
        graph.Upstreams.Inventory.Fail(StubFault.Status(HttpStatusCode.InternalServerError), times: 1);
        _time.Advance(TimeSpan.FromSeconds(30));
        await graph.Client.QueryAsync(InventoryQuery);
        await UntilRefreshedAsync(graph, """{"started":2,"succeeded":1,"failed":1}""");
        var after = await TypeAsync(graph, "Inventory");

        Assert.Equal("""{"started":1,"succeeded":0,"failed":0}""", during.GetProperty("refreshes").GetRawText());
        Assert.Equal((1, 1, 1), (Now(during, "stale"), during.GetProperty("inFlight").GetInt32(), during.GetProperty("laneKeys").GetInt32()));
        Assert.Equal((1, 0, 0), (Now(after, "stale"), after.GetProperty("inFlight").GetInt32(), after.GetProperty("laneKeys").GetInt32()));
        Assert.Equal("""{"hit":0,"stale":2,"negative":0,"miss":1,"stale_on_error":0}""", after.GetProperty("reads").GetRawText());
    }

    [Fact]
    public async Task Report_OfExpiredValuesServedForAFailure_CountsThem()
    {
        await using var graph = await StartAsync(("Upstreams:Defaults:Retry:MaxAttempts", "0"));
        await graph.Client.QueryAsync(UserQuery);
        graph.Upstreams.Users.Fail(StubFault.Status(HttpStatusCode.InternalServerError));
        _time.Advance(TimeSpan.FromMinutes(5));

        (await graph.Client.QueryAsync(UserQuery)).WithoutErrors();
        var user = await TypeAsync(graph, "User");

        Assert.Equal("""{"hit":0,"stale":0,"negative":0,"miss":2,"stale_on_error":1}""", user.GetProperty("reads").GetRawText());
        Assert.Equal(1, Now(user, "expired"));
        Assert.Equal("""{"youngest":300,"median":300,"oldest":300}""", user.GetProperty("ages").GetRawText());
    }

    [Fact]
    public async Task Report_AfterInvalidations_ShowsTheLogAndWhatItHasForgotten()
    {
        await using var graph = await StartAsync(("Invalidation:MaxSlots", "2"));
        await graph.Client.InvalidateAsync("""{"keys": ["product:9"]}""");
        var last = await graph.Client.InvalidateAsync("""{"tags": ["category:hats", "category:shoes"], "patterns": ["user:*"]}""");

        var report = Json(await graph.Client.GetCacheAsync());

        Assert.Equal(
            $$"""{"position":"{{last.Headers["X-Graph-Position"]}}","records":2,"slots":2,"maxSlots":2,"patterns":1,"maxPatterns":1000,"floor":1}""",
            report.GetProperty("invalidation").GetRawText());
    }

    [Fact]
    public async Task Report_OfTheWhole_HasTheTotalsOfItsTypesAndTheirLimits()
    {
        await using var graph = await StartAsync(("EntityCache:MaxEntries", "5000"), ("EntityCache:MaxOverlays", "7"));
        (await graph.Client.QueryAsync(PageQuery.Document)).WithoutErrors();

        var answer = await graph.Client.GetCacheAsync();

        var report = Json(answer);
        var totals = report.GetProperty("totals");
        var types = report.GetProperty("types").EnumerateArray().ToArray();
        Assert.True(report.GetProperty("enabled").GetBoolean());
        Assert.Equal((5_000, 256 << 20, 7), (Total(totals, "maxEntries"), Total(totals, "maxBytes"), Total(totals, "maxOverlays")));
        Assert.All(
            (string[])["entries", "bytes", "evictions", "inFlight", "laneKeys"],
            name => Assert.Equal(types.Sum(type => type.GetProperty(name).GetInt64()), Total(totals, name)));
        Assert.Equal(types.Sum(type => type.GetProperty("now").EnumerateObject().Sum(state => state.Value.GetInt64())), Total(totals, "entries"));
        Assert.True(Total(totals, "entries") > 500);
        Assert.Equal(types.Select(type => type.GetProperty("type").GetString()), types.Select(type => type.GetProperty("type").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal((JsonValueKind.Null, 1), (report.GetProperty("invalidation").GetProperty("floor").ValueKind, report.GetProperty("agesOfEvery").GetInt32()));
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
    }

    [Fact]
    public async Task Report_OfPrivateAndSecretValues_HoldsNoId()
    {
        await using var graph = await StartAsync();
        var token = GraphTokens.Bearer(await graph.Client.GetTokenAsync("hidden-viewer"));
        await graph.Client.QueryAsync("""{ cart(id: "hidden-cart") { id } user(id: "hidden-user") { name } viewer { id email } }""", headers: token);
        await graph.Client.InvalidateAsync("""{"keys": ["cart:hidden-other"], "tags": ["user:hidden-viewer"]}""");

        var answer = await graph.Client.GetCacheAsync();

        Assert.True((await TypeAsync(graph, "Cart")).GetProperty("reads").GetProperty("miss").GetInt32() > 0);
        Assert.DoesNotContain("hidden", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("~", answer.Body, StringComparison.Ordinal); // nor what stands for an id
    }

    private Task<GraphServer> StartAsync(params (string, string)[] settings) =>
        GraphServer.StartAsync(new GraphServerOptions { Time = _time }.With([("EntityCache:Jitter", "0"), ("ResponseCache:Enabled", "false"), .. settings]));

    private static Task UntilRefreshedAsync(GraphServer graph, string expected) => Patience.UntilAsync(
        async () => (await TypeAsync(graph, "Inventory")).GetProperty("refreshes").GetRawText() == expected,
        () => $"The refreshes are not {expected}.");

    private static async Task<JsonElement> TypeAsync(GraphServer graph, string type) => Json(await graph.Client.GetCacheAsync())
        .GetProperty("types").EnumerateArray().Single(entry => entry.GetProperty("type").GetString() == type);

    private static int Now(JsonElement type, string state) => type.GetProperty("now").GetProperty(state).GetInt32();

    private static long Total(JsonElement totals, string name) => totals.GetProperty(name).GetInt64();

    private static JsonElement Json(GraphQLAnswer answer) => JsonDocument.Parse(answer.Body).RootElement;
}
