using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Graph.TestKit.Stub;
using Graph.TestKit.Stub.Writes;

namespace Graph.FunctionalTests.Carts;

/// <summary>The measuring instruments themselves: each finds the fault that it is there for.</summary>
public sealed class CartsLedgerTests : IAsyncLifetime
{
    private StubUpstreams _upstreams = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _upstreams = await StubUpstreams.StartAsync();
        _upstreams.Data.Change(data => data.Inventory["1"]["available"] = 100);
        _http = new HttpClient { BaseAddress = _upstreams.Address };
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return _upstreams.DisposeAsync();
    }

    [Fact]
    public void LedgerCheck_OfALedgerInOrder_FindsNothing() =>
        Assert.Empty(LedgerCheck.Breaches([Entry(1, "cart:1", 1), Entry(2, "cart:1", 2, "k"), Entry(2, "order:1", 1, "k"), Entry(3, "cart:2", 1)]));

    [Theory]
    [InlineData(2)]
    [InlineData(1)]
    [InlineData(4)]
    public void LedgerCheck_VersionThatIsThereTwiceOrFallsOrLeaps_IsFound(int version) =>
        Assert.Contains("cart:1", Assert.Single(LedgerCheck.Breaches([Entry(1, "cart:1", 2), Entry(2, "cart:1", version)])), StringComparison.Ordinal);

    [Fact]
    public void LedgerCheck_KeyAppliedTwice_IsFound() => Assert.Contains(
        "Idempotency-Key k: applied 2 times",
        Assert.Single(LedgerCheck.Breaches([Entry(1, "order:1", 1, "k"), Entry(2, "order:2", 1, "k")])),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(0, Told.Done)]
    [InlineData(1, Told.NotDone)]
    [InlineData(2, Told.Done)]
    [InlineData(2, Told.Unknown)]
    [InlineData(0, Told.Unknown, Told.Done)]
    [InlineData(1, Told.Unknown, Told.NotDone)]
    internal void WriteVerdict_OfALie_FindsIt(int writes, params Told[] told) => Assert.NotNull(WriteVerdict.Judge(told, writes));

    [Theory]
    [InlineData(1, Told.Done)]
    [InlineData(0, Told.NotDone)]
    [InlineData(0, Told.Unknown)]
    [InlineData(1, Told.Unknown)]
    [InlineData(1, Told.Unknown, Told.Done)]
    [InlineData(0, Told.Unknown, Told.NotDone)]
    internal void WriteVerdict_OfTheTruth_IsNull(int writes, params Told[] told) => Assert.Null(WriteVerdict.Judge(told, writes));

    [Fact]
    public void VersionWatch_ReadThatBeganLaterAndIsLower_IsFound()
    {
        var watch = new VersionWatch();
        var first = watch.Now();
        watch.Raise("cart:1", 7);

        Assert.NotNull(watch.Judge("cart:1", 6, watch.Now()));
        Assert.Null(watch.Judge("cart:1", 6, first));
        Assert.Null(watch.Judge("cart:1", 7, watch.Now()));
    }

    [Fact]
    public void CartReplay_OfActions_GivesTheItems()
    {
        var replayed = CartReplay.Run(
        [
            Entry(1, "cart:a", 1, action: "cart.created"), Entry(2, "cart:b", 1, action: "cart.created"),
            Item(3, "cart:a", "1", 2), Item(4, "cart:b", "1", 3), Item(5, "cart:b", "2", 1), Item(6, "cart:b", "2", 5),
            Entry(7, "cart:b", 4, action: "cart.merged", details: ("from", "a")), Entry(7, "cart:a", 3, action: "cart.merged-away"),
        ]);

        Assert.Equal("1×5 2×5", CartReplay.Text(replayed["b"]));
        Assert.DoesNotContain("a", replayed.Keys);
    }

    [Fact]
    public async Task Stub_SameIdempotencyKey_WritesOnceAndAnswersTheSame()
    {
        var id = await CartWithAnItemAsync();

        var (first, again) = (await CheckoutAsync(id, 2, "k"), await CheckoutAsync(id, 2, "k"));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.Status, again.Status));
        Assert.Equal((string?)first.Body["id"], (string?)again.Body["id"]);
        Assert.Single(_upstreams.Ledger.Entries, entry => entry.Action == "order.placed");
        Assert.Empty(LedgerCheck.Breaches(_upstreams.Ledger.Entries));
    }

    [Fact]
    public async Task Stub_VersionConflict_IsNotRememberedUnderItsKey()
    {
        var id = await CartWithAnItemAsync();

        var (behind, right) = (await CheckoutAsync(id, 1, "k"), await CheckoutAsync(id, 2, "k"));

        Assert.Equal((HttpStatusCode.Conflict, "version-conflict", 2), (behind.Status, (string)behind.Body["type"]!, (int)behind.Body["currentVersion"]!));
        Assert.Equal(HttpStatusCode.Created, right.Status);
    }

    [Fact]
    public async Task Stub_MoreThanThereIs_IsRefusedAndWritesNothing()
    {
        var id = await CartWithAnItemAsync();
        var entries = _upstreams.Ledger.Entries.Count;

        var refused = await SendAsync(HttpMethod.Put, $"/carts/{id}/items/1", new { quantity = 101 });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "out-of-stock", 100), (refused.Status, (string)refused.Body["type"]!, (int)refused.Body["available"]!));
        Assert.Equal(entries, _upstreams.Ledger.Entries.Count);
    }

    [Fact]
    public async Task Stub_ClaimByWhoHasACart_MergesIntoIt()
    {
        var anonymous = await CartWithAnItemAsync();
        var own = (string)(await SendAsync(HttpMethod.Post, "/carts", new { ownerId = "1" })).Body["id"]!;
        await SendAsync(HttpMethod.Put, $"/carts/{own}/items/1", new { quantity = 2 });

        var claimed = await SendAsync(HttpMethod.Post, $"/carts/{anonymous}/claim", new { ownerId = "1" });
        var gone = await SendAsync(HttpMethod.Get, $"/carts/{anonymous}");

        Assert.Equal((own, "1×5"), ((string)claimed.Body["id"]!, CartReplay.Text(CartReplay.Items(claimed.Body))));
        Assert.Equal(HttpStatusCode.NotFound, gone.Status);
        Assert.Equal("1×5", CartReplay.Text(CartReplay.Run(_upstreams.Ledger.Entries)[own]));
    }

    private async Task<string> CartWithAnItemAsync()
    {
        var id = (string)(await SendAsync(HttpMethod.Post, "/carts")).Body["id"]!;
        await SendAsync(HttpMethod.Put, $"/carts/{id}/items/1", new { quantity = 3 });
        return id;
    }

    private Task<(HttpStatusCode Status, JsonObject Body)> CheckoutAsync(string cartId, int version, string key) =>
        SendAsync(HttpMethod.Post, $"/carts/{cartId}/checkout", null, ("If-Match", $"\"{version}\""), ("Idempotency-Key", key));

    private async Task<(HttpStatusCode Status, JsonObject Body)> SendAsync(
        HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, JsonNode.Parse(text)!.AsObject());
    }

    private static LedgerEntry Item(int write, string key, string productId, int quantity) =>
        Entry(write, key, write, null, "cart.item-set", ("productId", productId), ("quantity", quantity));

    private static LedgerEntry Entry(
        int write, string key, int version, string? idempotencyKey = null, string action = "test", params (string Name, JsonNode Value)[] details) =>
        new(write, action, key, version, idempotencyKey, null, null, new JsonObject(details.Select(d => KeyValuePair.Create(d.Name, (JsonNode?)d.Value))), []);
}
