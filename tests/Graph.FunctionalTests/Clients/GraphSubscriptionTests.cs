using System.Text.Json;
using Graph.Clients;
using Graph.TestKit;
using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Clients;

/// <summary>The client of docs/clients/dotnet, over a graph process as it starts by itself.</summary>
public sealed class GraphSubscriptionTests : IAsyncLifetime
{
    private const string Inventory =
        "subscription ($ids: [ID!]!, $since: String) { inventoryChanged(productIds: $ids, since: $since) { productId version } }";

    private const string Cart = "subscription ($id: ID!, $since: String) { cartChanged(cartId: $id, since: $since) { id } }";

    private const string Adjust = "mutation ($id: ID!) { adjustInventory(input: { productId: $id, delta: 1 }) { inventory { version } } }";

    private GraphProcess _graph = null!;
    private CuttableLine _line = null!;
    private string _keeper = "";

    public async ValueTask InitializeAsync()
    {
        _graph = await GraphProcess.StartReadyAsync(new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Development" });
        _line = new CuttableLine(_graph.Client.Http.BaseAddress!);
        _keeper = await _graph.Client.GetTokenAsync("103", "catalog");
    }

    public async ValueTask DisposeAsync()
    {
        await _line.DisposeAsync();
        await _graph.DisposeAsync();
    }

    [Fact]
    public async Task Follow_ChangeByAMutation_IsReceivedAfterTheState()
    {
        await using var results = FollowInventory("7");
        var start = await NextAsync(results);

        var changed = await AdjustAsync("7");
        var told = await NextAsync(results);

        Assert.Equal(("7", changed - 1), StockOf(start));
        Assert.Equal(("7", changed), StockOf(told));
    }

    [Fact]
    public async Task Follow_SocketThatIsCut_ResumesWithWhatItMissedAndNothingElse()
    {
        await using var results = FollowInventory("7", "8");
        var before = new[] { StockOf(await NextAsync(results)).ProductId, StockOf(await NextAsync(results)).ProductId };

        var opened = _line.Opened;
        _line.Cut();
        var changed = await AdjustAsync("8");
        _line.Mend();
        var missed = await NextAsync(results);
        var later = await AdjustAsync("7");
        var next = await UntilAsync(results, told => told.ProductId == "7");

        Assert.Equal(["7", "8"], before);
        Assert.Equal(("8", changed), StockOf(missed));
        Assert.Equal(("7", later), next);
        Assert.True(_line.Opened > opened, "The client has not come back.");
    }

    [Fact]
    public async Task Follow_OwnCart_IsServedByTheTokenAndAnothersIsRefused()
    {
        var token = await _graph.Client.GetTokenAsync("21");
        var created = await _graph.Client.QueryAsync("mutation { createCart { cart { id } } }", headers: GraphTokens.Bearer(token));
        var cart = new Dictionary<string, object?> { ["id"] = created.At("createCart.cart.id").GetString() };
        await using var own = Follow(Cart, cart, () => ValueTask.FromResult(token));
        await using var others = Follow(Cart, cart, async () => await _graph.Client.GetTokenAsync("22"));

        var start = await NextAsync(own);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => NextAsync(others));

        Assert.Equal(cart["id"], start.GetProperty("data").GetProperty("cartChanged").GetProperty("id").GetString());
        Assert.Contains("FORBIDDEN", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follow_ReaderWhoLeaves_EndsTheSubscriptionOnTheServer()
    {
        await using (var results = FollowInventory("9"))
        {
            await NextAsync(results);
            Assert.Equal(1, (await _graph.Client.GetMetricsAsync()).Value("graph_subscriptions_active", ("transport", "websocket")));
        }

        await Patience.UntilAsync(
            async () => (await _graph.Client.GetMetricsAsync()).Value("graph_ws_connections") == 0, () => "The client has not closed its socket.");
        var closed = await _graph.Client.GetMetricsAsync();

        Assert.Equal(1, closed.Value("graph_ws_closed_total", ("reason", "client")));
        Assert.Equal(1, closed.Value("graph_subscriptions_closed_total", ("reason", "client")));
    }

    private IAsyncEnumerator<JsonElement> FollowInventory(params string[] ids) =>
        Follow(Inventory, new Dictionary<string, object?> { ["ids"] = ids });

    private IAsyncEnumerator<JsonElement> Follow(string query, Dictionary<string, object?> variables, Func<ValueTask<string>>? token = null) =>
        new GraphSubscription(new Uri($"ws://127.0.0.1:{_line.Port}/graphql"), query, variables, token)
            .FollowAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator();

    private async Task<int> AdjustAsync(string id) =>
        (await _graph.Client.QueryAsync(Adjust, new { id }, GraphTokens.Bearer(_keeper))).WithoutErrors().At("adjustInventory.inventory.version").GetInt32();

    private static async Task<JsonElement> NextAsync(IAsyncEnumerator<JsonElement> results)
    {
        Assert.True(await results.MoveNextAsync().AsTask().WaitAsync(Patience.Limit));
        return results.Current;
    }

    private static async Task<(string? ProductId, int Version)> UntilAsync(
        IAsyncEnumerator<JsonElement> results, Func<(string? ProductId, int Version), bool> isIt)
    {
        while (true)
        {
            if (StockOf(await NextAsync(results)) is var stock && isIt(stock))
            {
                return stock;
            }
        }
    }

    private static (string? ProductId, int Version) StockOf(JsonElement result)
    {
        var stock = result.GetProperty("data").GetProperty("inventoryChanged");
        return (stock.GetProperty("productId").GetString(), stock.GetProperty("version").GetInt32());
    }
}
