using System.Net;
using Graph.TestKit.Server;
using Graph.TestKit.Stub;
using static Graph.TestKit.Server.GraphEvents;

namespace Graph.FunctionalTests.Subscriptions;

/// <summary>Subscriptions that tell the state of entities.</summary>
public sealed class StateSubscriptionTests
{
    private const string Stock = """subscription ($ids: [ID!]!, $since: String) { inventoryChanged(productIds: $ids, since: $since) { productId available version } }""";
    private const string Product = """subscription ($since: String) { productChanged(ids: ["1", "2"], since: $since) { id deleted product { name } } }""";

    [Fact]
    public async Task Subscribe_StartsWithEachState_InOneUpstreamCall()
    {
        await using var graph = await GraphServer.StartAsync();
        await using var socket = await GraphSocket.OpenAsync(graph.Client);

        var stock = await socket.SubscribeAsync(Stock, new { ids = (string[])["1", "2", "none", "1"] });
        SocketMessage[] start = [await stock.NextAsync(), await stock.NextAsync(), await stock.NextAsync()];

        Assert.Equal([1, 2], start[..2].Select(message => message.At("inventoryChanged.available").GetInt32()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, start[2].At("inventoryChanged").ValueKind);
        Assert.All(start, message => Assert.Matches("^[0-9a-f]{32}$", message.Position));
        Assert.Equal(["/inventory?productIds=1,2,none"], graph.Upstreams.Inventory.Paths);
    }

    [Fact]
    public async Task Event_ReachesAllWhoAskedTheSame_ByOneUpstreamCall()
    {
        const int subscribers = 20;
        await using var graph = await GraphServer.StartAsync();
        await using var socket = await GraphSocket.OpenAsync(graph.Client);
        var all = new List<SocketOperation>();
        for (var i = 0; i < subscribers; i++)
        {
            all.Add(await socket.SubscribeAsync(Stock, new { ids = (string[])["1"] }));
            await all[i].NextAsync();
        }

        graph.Upstreams.ForgetCalls();
        Restock(graph, "1", 77);
        var taken = await graph.Client.SendEventsAsync(Event("e1", "inventory.changed", "1", new { version = 2 }, "/inventory"));
        var told = await Task.WhenAll(all.Select(one => one.NextAsync()));

        Assert.All(told, message => Assert.Equal(77, message.At("inventoryChanged.available").GetInt32()));
        Assert.All(told, message => Assert.True(string.CompareOrdinal(message.Position, taken.Headers["X-Graph-Position"]) >= 0));
        Assert.Equal(1, graph.Upstreams.CallCount);
    }

    [Fact]
    public async Task Mutation_OfAnotherClient_IsTold_AndItsEchoIsNot()
    {
        await using var graph = await GraphServer.StartAsync();
        await using var socket = await GraphSocket.OpenAsync(graph.Client);
        var stock = await socket.SubscribeAsync(Stock, new { ids = (string[])["1"] });
        await stock.NextAsync();
        var catalog = GraphTokens.Bearer(await graph.Client.GetTokenAsync("9", "catalog"));

        await AdjustAsync(graph, catalog);
        var first = await stock.NextAsync();
        await graph.Client.SendEventsAsync(Event("echo", "inventory.changed", "1", new { version = 2 }, "/inventory"));
        await AdjustAsync(graph, catalog);
        var second = await stock.NextAsync();

        Assert.Equal((11, 2), (first.At("inventoryChanged.available").GetInt32(), first.At("inventoryChanged.version").GetInt32()));
        Assert.Equal((21, 3), (second.At("inventoryChanged.available").GetInt32(), second.At("inventoryChanged.version").GetInt32()));
    }

    [Fact]
    public async Task Deletion_OfAProduct_IsTold()
    {
        await using var graph = await GraphServer.StartAsync();
        await using var socket = await GraphSocket.OpenAsync(graph.Client);
        var products = await socket.SubscribeAsync(Product);
        var before = await products.NextAsync();
        await products.NextAsync();

        graph.Upstreams.Data.Change(data => data.Products.Remove("1"));
        await graph.Client.SendEventsAsync(Event("e1", "product.deleted", "1", new { version = 2 }));
        var deleted = await products.NextAsync();

        Assert.False(before.At("productChanged.deleted").GetBoolean());
        Assert.Equal(("1", true), (deleted.At("productChanged.id").GetString(), deleted.At("productChanged.deleted").GetBoolean()));
    }

    [Fact]
    public async Task Since_APosition_TellsWhatHasChangedAfterIt_AndNothingElse()
    {
        await using var graph = await GraphServer.StartAsync();
        string position;
        await using (var socket = await GraphSocket.OpenAsync(graph.Client))
        {
            var products = await socket.SubscribeAsync(Product);
            await products.NextAsync();
            position = (await products.NextAsync()).Position;
        }

        Rename(graph, "2", "Missed");
        await graph.Client.SendEventsAsync(Event("e1", "product.updated", "2", new { version = 2 }));
        await using var again = await GraphSocket.OpenAsync(graph.Client);
        var resumed = await again.SubscribeAsync(Product, new { since = position });
        var missed = await resumed.NextAsync();
        Rename(graph, "1", "Seen");
        await graph.Client.SendEventsAsync(Event("e2", "product.updated", "1", new { version = 2 }));
        var seen = await resumed.NextAsync();

        Assert.Equal("Missed", missed.At("productChanged.product.name").GetString());
        Assert.Equal("Seen", seen.At("productChanged.product.name").GetString());
    }

    [Theory]
    [InlineData("nonsense", "BAD_USER_INPUT")]
    [InlineData("7fffffffffffffff0000000000000001", null)]
    [InlineData("00000000000000010000000000000001", null)]
    public async Task Since_WhatIsNoPositionOrUnknown_IsRefusedOrAnsweredWithTheState(string since, string? code)
    {
        await using var graph = await GraphServer.StartAsync();
        await using var socket = await GraphSocket.OpenAsync(graph.Client);

        var products = await socket.SubscribeAsync(Product, new { since });
        var first = await products.ReadAsync();

        Assert.Equal(code is null ? [] : [code], first!.Codes);
        Assert.Equal(code is null ? "next" : "error", first.Type);
    }

    [Fact]
    public async Task Upstream_ThatFailsAtAChange_CostsAnError_AndTheStateFollowsOnceItIsBack()
    {
        await using var graph = await GraphServer.StartAsync(("Subscriptions:RetryDelay", "00:00:00.050"), ("Upstreams:Defaults:Retry:MaxAttempts", "0"), ("Upstreams:Defaults:CircuitBreaker:FailureThreshold", "1000"));
        await using var socket = await GraphSocket.OpenAsync(graph.Client);
        var stock = await socket.SubscribeAsync(Stock, new { ids = (string[])["1"] });
        await stock.NextAsync();

        graph.Upstreams.Inventory.Fail(StubFault.Status(HttpStatusCode.InternalServerError));
        Restock(graph, "1", 77);
        await graph.Client.SendEventsAsync(Event("e1", "inventory.changed", "1", new { version = 2 }, "/inventory"));
        var failed = await stock.NextAsync();
        graph.Upstreams.Inventory.Heal();
        var back = await stock.NextAsync();

        Assert.Equal(["UPSTREAM_UNAVAILABLE"], failed.Codes);
        Assert.Equal(77, back.At("inventoryChanged.available").GetInt32());
    }

    [Fact]
    public async Task Ids_MoreThanTheLimitOrNone_AreRefused()
    {
        await using var graph = await GraphServer.StartAsync();
        await using var socket = await GraphSocket.OpenAsync(graph.Client);

        var many = await (await socket.SubscribeAsync(Stock, new { ids = Enumerable.Range(0, 101).Select(id => $"{id}") })).ReadAsync();
        var none = await (await socket.SubscribeAsync(Stock, new { ids = Array.Empty<string>() })).ReadAsync();

        Assert.Equal(("error", "BAD_USER_INPUT"), (many!.Type, Assert.Single(many.Codes)));
        Assert.Equal(("error", "BAD_USER_INPUT"), (none!.Type, Assert.Single(none.Codes)));
        Assert.Empty(graph.Upstreams.Paths);
    }

    [Fact]
    public async Task Cart_IsItsOwnersAlone()
    {
        await using var graph = await GraphServer.StartAsync();
        var owner = await graph.Client.GetTokenAsync("7");
        var created = await graph.Client.QueryAsync("""mutation { createCart { cart { id } } }""", headers: GraphTokens.Bearer(owner));
        var query = $$"""subscription { cartChanged(cartId: "{{created.At("createCart.cart.id").GetString()}}") { version items { quantity } } }""";
        await using var own = await GraphSocket.OpenAsync(graph.Client, owner);
        await using var foreign = await GraphSocket.OpenAsync(graph.Client, await graph.Client.GetTokenAsync("8"));
        await using var nobodys = await GraphSocket.OpenAsync(graph.Client);

        var cart = await own.SubscribeAsync(query);
        var start = await cart.NextAsync();
        var refused = await (await foreign.SubscribeAsync(query)).ReadAsync();
        var unknown = await (await nobodys.SubscribeAsync(query)).ReadAsync();
        await graph.Client.QueryAsync(
            "mutation ($id: ID!) { setCartItem(input: {cartId: $id, productId: \"3\", quantity: 2}) { cart { version } } }",
            new { id = created.At("createCart.cart.id").GetString() }, GraphTokens.Bearer(owner));
        var changed = await cart.UntilAsync(message => message.At("cartChanged.items").GetArrayLength() == 1);

        Assert.Equal(0, start.At("cartChanged.items").GetArrayLength());
        Assert.Equal(("error", "FORBIDDEN"), (refused!.Type, Assert.Single(refused.Codes)));
        Assert.Equal(("error", "FORBIDDEN"), (unknown!.Type, Assert.Single(unknown.Codes)));
        Assert.Equal(2, changed.At("cartChanged.items.0.quantity").GetInt32());
    }

    private static Task<GraphQLAnswer> AdjustAsync(GraphServer graph, Dictionary<string, string> headers) => graph.Client.QueryAsync(
        "mutation { adjustInventory(input: {productId: \"1\", delta: 10}) { inventory { version } } }", headers: headers);

    private static void Restock(GraphServer graph, string id, int available) =>
        graph.Upstreams.Data.Update(graph.Upstreams.Data.Inventory[id], stock => stock["available"] = available);

    private static void Rename(GraphServer graph, string id, string name) =>
        graph.Upstreams.Data.Update(graph.Upstreams.Data.Products[id], product => product["name"] = name);
}
