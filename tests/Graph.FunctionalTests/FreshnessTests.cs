using System.Net;
using System.Text.Json;
using Graph.TestKit;
using Graph.TestKit.Server;
using Graph.TestKit.Stub;
using Microsoft.Extensions.Time.Testing;

namespace Graph.FunctionalTests;

/// <summary>Policy boundaries, by a clock that stands still; the ttl's jitter is off so that they are exact.</summary>
public sealed class FreshnessTests
{
    private const string InventoryQuery = """{ product(id: "1") { inventory { available } } }""";
    private const string UserQuery = """{ user(id: "1") { name } }""";
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Inventory_WithinItsTtl_IsNotAskedForAgain()
    {
        await using var graph = await StartAsync();
        await ReadInventoryAsync(graph);
        SetAvailable(graph, 777);

        _time.Advance(TimeSpan.FromSeconds(30) - Moment);
        var available = await ReadInventoryAsync(graph);

        Assert.Equal(1, available);
        Assert.Equal(1, graph.Upstreams.Inventory.CallCount);
    }

    [Fact]
    public async Task Inventory_Stale_IsServedAtOnceWhileOneRefreshRuns()
    {
        await using var graph = await StartAsync();
        await ReadInventoryAsync(graph);
        SetAvailable(graph, 777);
        var gate = graph.Upstreams.Inventory.Hold();

        _time.Advance(TimeSpan.FromSeconds(30));
        var first = await ReadInventoryAsync(graph);
        var second = await ReadInventoryAsync(graph);
        await graph.Upstreams.Inventory.WaitForCallsAsync(2);
        gate.Open();
        await Patience.UntilAsync(async () => await ReadInventoryAsync(graph) == 777, () => "The refresh has not landed.");

        Assert.Equal((1, 1), (first, second));
        Assert.Equal(2, graph.Upstreams.Inventory.CallCount);
    }

    [Fact]
    public async Task Inventory_Expired_IsFetchedBeforeItIsServed()
    {
        await using var graph = await StartAsync();
        await ReadInventoryAsync(graph);
        SetAvailable(graph, 777);

        _time.Advance(TimeSpan.FromSeconds(60));
        var available = await ReadInventoryAsync(graph);

        Assert.Equal(777, available);
        Assert.Equal(2, graph.Upstreams.Inventory.CallCount);
    }

    [Fact]
    public async Task Refresh_OfManyStaleKeys_IsOneCall()
    {
        const string query = "{ products(first: 20) { nodes { inventory { available } } } }";
        await using var graph = await StartAsync();
        await graph.Client.QueryAsync(query);

        _time.Advance(TimeSpan.FromSeconds(45));
        (await graph.Client.QueryAsync(query)).WithoutErrors();
        await graph.Upstreams.Inventory.WaitForCallsAsync(2);

        Assert.Equal(graph.Upstreams.Inventory.Paths[0], graph.Upstreams.Inventory.Paths[1]);
    }

    [Fact]
    public async Task Refresh_Fails_IsNotTriedAgainBeforeItsBackOffEnds()
    {
        await using var graph = await StartAsync(("Upstreams:Defaults:Retry:MaxAttempts", "0"));
        await ReadInventoryAsync(graph);
        graph.Upstreams.Inventory.Fail(StubFault.Status(HttpStatusCode.InternalServerError), times: 1);
        _time.Advance(TimeSpan.FromSeconds(31));
        await ReadInventoryAsync(graph);
        await graph.Upstreams.Inventory.WaitForCallsAsync(2);

        // Nothing tells when a refresh has failed for good, so the wait may be found longer than it is; never shorter.
        var waited = TimeSpan.Zero;
        while (graph.Upstreams.Inventory.CallCount == 2 && waited < TimeSpan.FromSeconds(20))
        {
            await ReadInventoryAsync(graph);
            _time.Advance(TimeSpan.FromMilliseconds(50));
            waited += TimeSpan.FromMilliseconds(50);
        }

        Assert.InRange(waited, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
        Assert.Equal(3, graph.Upstreams.Inventory.CallCount);
    }

    [Fact]
    public async Task User_JustBeforeAndAtItsTtl_IsFetchedOnlyAtIt()
    {
        await using var graph = await StartAsync();
        await graph.Client.QueryAsync(UserQuery);
        graph.Upstreams.Data.Update(graph.Upstreams.Data.Users["1"], user => user["name"] = "Renamed");

        _time.Advance(TimeSpan.FromMinutes(5) - Moment);
        var before = (await graph.Client.QueryAsync(UserQuery)).At("user.name").GetString();
        _time.Advance(Moment);
        var after = (await graph.Client.QueryAsync(UserQuery)).At("user.name").GetString();

        Assert.Equal(("User 1", "Renamed"), (before, after));
        Assert.Equal(2, graph.Upstreams.Users.CallCount);
    }

    [Fact]
    public async Task Product_StaleForAnHour_ThenExpired()
    {
        const string query = """{ product(id: "1") { name } }""";
        await using var graph = await StartAsync();
        var original = (await graph.Client.QueryAsync(query)).At("product.name").GetString();
        graph.Upstreams.Data.Update(graph.Upstreams.Data.Products["1"], product => product["name"] = "Renamed");
        graph.Upstreams.Products.Fail(StubFault.Status(HttpStatusCode.NotImplemented), times: 1);

        _time.Advance(TimeSpan.FromHours(2) - Moment);
        var stale = (await graph.Client.QueryAsync(query)).At("product.name").GetString();
        await graph.Upstreams.Products.WaitForCallsAsync(2);
        _time.Advance(Moment);
        await Patience.UntilAsync(
            async () => (await graph.Client.QueryAsync(query)).At("product.name").GetString() == "Renamed", () => "The new name does not come.");

        Assert.Equal(original, stale);
    }

    [Fact]
    public async Task Unknown_IsRememberedForItsOwnTime()
    {
        const string query = """{ product(id: "new") { name } }""";
        await using var graph = await StartAsync();
        var before = (await graph.Client.QueryAsync(query)).WithoutErrors();
        graph.Upstreams.Data.Change(data =>
        {
            var created = (System.Text.Json.Nodes.JsonObject)data.Products["1"].DeepClone();
            created["id"] = "new";
            data.Products["new"] = created;
        });

        _time.Advance(TimeSpan.FromSeconds(30) - Moment);
        var during = (await graph.Client.QueryAsync(query)).WithoutErrors();
        var callsDuring = graph.Upstreams.Products.CallCount;
        _time.Advance(Moment);
        var after = (await graph.Client.QueryAsync(query)).WithoutErrors();

        Assert.Equal(JsonValueKind.Null, before.At("product").ValueKind);
        Assert.Equal(JsonValueKind.Null, during.At("product").ValueKind);
        Assert.Equal(JsonValueKind.Object, after.At("product").ValueKind);
        Assert.Equal((1, 2), (callsDuring, graph.Upstreams.Products.CallCount));
    }

    [Fact]
    public async Task Reviews_ReadOnce_AreRefreshedAheadOfTheirExpiryWithoutAReader()
    {
        const string query = """{ product(id: "1") { reviews(first: 2) { nodes { body } } } }""";
        await using var graph = await StartAsync();
        (await graph.Client.QueryAsync(query)).WithoutErrors();
        var before = graph.Upstreams.Reviews.Paths;

        _time.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1.5));
        await graph.Upstreams.Reviews.WaitForCallsAsync(before.Count + 1);

        Assert.Contains(before[0], graph.Upstreams.Reviews.Paths.Skip(before.Count));
    }

    [Fact]
    public async Task Analytics_AtTheEndOfTheirPeriod_AreRefetchedInOneCallThoughNobodyReads()
    {
        await using var graph = await StartAsync();
        (await graph.Client.QueryAsync("""{ productsById(ids: ["1", "2", "3"]) { analytics { views } } }""")).WithoutErrors();

        _time.Advance(TimeSpan.FromHours(1) - Moment);
        var before = graph.Upstreams.Analytics.CallCount;
        _time.Advance(Moment);
        await graph.Upstreams.Analytics.WaitForCallsAsync(before + 1);

        Assert.Equal(1, before);
        Assert.Equal(["1", "2", "3"], graph.Upstreams.Analytics.Paths[1].Split("ids=")[1].Split(',').Order());
    }

    [Fact]
    public async Task Override_InConfiguration_Holds()
    {
        await using var graph = await StartAsync(("Freshness:User:Ttl", "PT10S"));
        await graph.Client.QueryAsync(UserQuery);

        _time.Advance(TimeSpan.FromSeconds(10) - Moment);
        await graph.Client.QueryAsync(UserQuery);
        var before = graph.Upstreams.Users.CallCount;
        _time.Advance(Moment);
        await graph.Client.QueryAsync(UserQuery);

        Assert.Equal((1, 2), (before, graph.Upstreams.Users.CallCount));
    }

    private Task<GraphServer> StartAsync(params (string, string)[] settings) =>
        GraphServer.StartAsync(new GraphServerOptions { Time = _time }.With([("EntityCache:Jitter", "0"), .. settings]));

    private static async Task<int> ReadInventoryAsync(GraphServer graph) =>
        (await graph.Client.QueryAsync(InventoryQuery)).WithoutErrors().At("product.inventory.available").GetInt32();

    private static void SetAvailable(GraphServer graph, int available) =>
        graph.Upstreams.Data.Update(graph.Upstreams.Data.Inventory["1"], inventory => inventory["available"] = available);
}
