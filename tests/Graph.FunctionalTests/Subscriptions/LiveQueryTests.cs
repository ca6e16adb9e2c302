using Graph.TestKit;
using Graph.TestKit.Server;
using static Graph.TestKit.Server.GraphEvents;

namespace Graph.FunctionalTests.Subscriptions;

/// <summary>Queries that stay open.</summary>
public sealed class LiveQueryTests
{
    private const string Page = """query @live { product(id: "1") { name inventory { available } reviews(first: 1) { totalCount } } }""";

    [Fact]
    public async Task Change_OfAnythingThatWasRead_IsTold()
    {
        await using var graph = await GraphServer.StartAsync();
        await using var socket = await GraphSocket.OpenAsync(graph.Client);
        var page = await socket.SubscribeAsync(Page);
        var start = await page.NextAsync();

        Rename(graph, "1", "Renamed");
        await graph.Client.SendEventsAsync(Event("e1", "product.updated", "1", new { version = 2, category = "hats" }));
        var renamed = await page.NextAsync();
        Restock(graph, "1", 77);
        await graph.Client.SendEventsAsync(Event("e2", "inventory.changed", "1", new { version = 2 }, "/inventory"));
        var restocked = await page.NextAsync();

        Assert.Equal(1, start.At("product.inventory.available").GetInt32());
        Assert.Equal("Renamed", renamed.At("product.name").GetString());
        Assert.Equal(77, restocked.At("product.inventory.available").GetInt32());
        Assert.True(string.CompareOrdinal(start.Position, renamed.Position) < 0);
    }

    [Fact]
    public async Task Change_OfWhatWasNotRead_AndWhatChangesNothing_AreNotTold()
    {
        await using var graph = await GraphServer.StartAsync(("Subscriptions:LiveInterval", "00:00:00"));
        await using var socket = await GraphSocket.OpenAsync(graph.Client);
        var page = await socket.SubscribeAsync(Page);
        await page.NextAsync();

        await graph.Client.SendEventsAsync(Event("e1", "product.updated", "2", new { version = 2, category = "shirts" }));
        await graph.Client.InvalidateAsync("""{"keys": ["product:1"]}""");
        await graph.Upstreams.Products.WaitForCallsAsync(2); // it was looked at again, and is the same
        Rename(graph, "1", "Renamed");
        await graph.Client.SendEventsAsync(Event("e2", "product.updated", "1", new { version = 2, category = "hats" }));

        Assert.Equal("Renamed", (await page.NextAsync()).At("product.name").GetString());
    }

    [Fact]
    public async Task Changes_InABurst_BecomeOne()
    {
        await using var graph = await GraphServer.StartAsync(("Subscriptions:LiveInterval", "00:00:02"));
        await using var socket = await GraphSocket.OpenAsync(graph.Client);
        var page = await socket.SubscribeAsync(Page);
        await page.NextAsync();
        graph.Upstreams.ForgetCalls();

        for (var version = 2; version <= 30; version++)
        {
            Rename(graph, "1", $"Version {version}");
            await graph.Client.SendEventsAsync(Event($"e{version}", "product.updated", "1", new { version, category = "hats" }));
        }

        var told = await page.UntilAsync(message => message.At("product.name").GetString() == "Version 30");

        Assert.Equal("Version 30", told.At("product.name").GetString());
        Assert.InRange(graph.Upstreams.Products.CallCount, 1, 5);
    }

    [Fact]
    public async Task Refresh_ThatBringsANewVersion_IsTold()
    {
        await using var graph = await GraphServer.StartAsync(("Freshness:Inventory:Ttl", "PT0.1S"), ("Freshness:Inventory:StaleFor", "PT1H"));
        await using var socket = await GraphSocket.OpenAsync(graph.Client);
        var page = await socket.SubscribeAsync(Page);
        await page.NextAsync();

        Restock(graph, "1", 77); // no event tells it

        // Somebody else's read, past the ttl, starts the refresh.
        await Patience.UntilAsync(
            async () => (await graph.Client.QueryAsync("""{ product(id: "1") { inventory { available } } }""")).At("product.inventory.available").GetInt32() == 77,
            () => "the stock is not refreshed");

        Assert.Equal(77, (await page.NextAsync()).At("product.inventory.available").GetInt32());
    }

    [Fact]
    public async Task Query_OfAViewer_IsSharedWithNobody_AndTellsTheViewersOwnChanges()
    {
        await using var graph = await GraphServer.StartAsync();
        const string query = "query @live { viewer { id preferences { currency } } }";
        var (seven, eight) = (await graph.Client.GetTokenAsync("7"), await graph.Client.GetTokenAsync("8"));
        await using var one = await GraphSocket.OpenAsync(graph.Client, seven);
        await using var other = await GraphSocket.OpenAsync(graph.Client, eight);
        var own = await one.SubscribeAsync(query);
        var others = await other.SubscribeAsync(query);
        Assert.Equal(("7", "8"), ((await own.NextAsync()).At("viewer.id").GetString(), (await others.NextAsync()).At("viewer.id").GetString()));

        (await graph.Client.QueryAsync("""mutation { updatePreferences(input: {currency: "USD"}) { preferences { currency } } }""", headers: GraphTokens.Bearer(seven)))
            .WithoutErrors();
        var changed = await own.UntilAsync(message => message.At("viewer.preferences.currency").GetString() == "USD");
        (await graph.Client.QueryAsync("""mutation { updatePreferences(input: {currency: "GBP"}) { preferences { currency } } }""", headers: GraphTokens.Bearer(eight)))
            .WithoutErrors();
        var otherChanged = await others.NextAsync();

        Assert.Equal("7", changed.At("viewer.id").GetString());
        Assert.Equal(("8", "GBP"), (otherChanged.At("viewer.id").GetString(), otherChanged.At("viewer.preferences.currency").GetString()));
    }

    [Fact]
    public async Task Query_ThatReadsMoreThanTheLimit_Ends()
    {
        await using var graph = await GraphServer.StartAsync(("Subscriptions:LiveQueryValues", "2"));
        await using var socket = await GraphSocket.OpenAsync(graph.Client);

        var ended = await (await socket.SubscribeAsync(Page)).ReadAsync();

        Assert.Equal(("error", "LIMIT_EXCEEDED"), (ended!.Type, Assert.Single(ended.Codes)));
    }

    [Fact]
    public async Task Query_OverHttp_IsAnsweredOnce()
    {
        await using var graph = await GraphServer.StartAsync();

        var answer = (await graph.Client.QueryAsync(Page)).WithoutErrors();

        Assert.Equal("Product 038", answer.At("product.name").GetString());
    }

    private static void Restock(GraphServer graph, string id, int available) =>
        graph.Upstreams.Data.Update(graph.Upstreams.Data.Inventory[id], stock => stock["available"] = available);

    private static void Rename(GraphServer graph, string id, string name) =>
        graph.Upstreams.Data.Update(graph.Upstreams.Data.Products[id], product => product["name"] = name);
}
