using Graph.Domains.Abstractions;
using Graph.Domains.Carts;
using Graph.Domains.Tests.Mutations;
using Graph.Domains.Tests.Seam;

namespace Graph.Domains.Tests.Carts;

public sealed class CartMutationTests
{
    private readonly FakeGraph _graph = MutationGraph.Make();
    private readonly FakeUpstream _upstream;

    public CartMutationTests() => _upstream = _graph.Upstream("Carts");

    public static TheoryData<string> Changes => ["setCartItem", "removeCartItem", "clearCart", "claimCart", "checkout"];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Change_OfAnothersCart_IsForbiddenAndSendsNothing(string field)
    {
        _graph.Writer.Know(CartSources.Entity, MutationGraph.OwnCart with { OwnerId = "6" });

        var result = await _graph.MutateAsync(field, MutationCase.Of(field).Arguments);

        Assert.Equal(ErrorCodes.Forbidden, result.Failure?.Code);
        Assert.Empty(_upstream.Sent);
    }

    [Theory]
    [InlineData("setCartItem")]
    [InlineData("removeCartItem")]
    [InlineData("clearCart")]
    [InlineData("checkout")]
    public async Task Change_OfAnOwnedCartByAnAnonymous_IsForbidden(string field)
    {
        _graph.Viewer = null;

        Assert.Equal(ErrorCodes.Forbidden, (await _graph.MutateAsync(field, MutationCase.Of(field).Arguments)).Failure?.Code);
        Assert.Empty(_upstream.Sent);
    }

    [Theory]
    [InlineData("setCartItem", true)]
    [InlineData("removeCartItem", true)]
    [InlineData("clearCart", false)]
    public async Task Change_OfAnAnonymousCart_IsForWhoeverKnowsItsId(string field, bool isSignedIn)
    {
        _graph.Viewer = isSignedIn ? _graph.Viewer : null;
        _graph.Writer.Know(CartSources.Entity, MutationGraph.OwnCart with { OwnerId = null });
        _upstream.Written(MutationCase.Of(field).Sends, Json.Cart("c1", null, 4));

        var result = await _graph.MutateAsync<CartPayload>(field, MutationCase.Of(field).Arguments);

        Assert.Equal(4, result.Value?.Cart?.Version);
        Assert.Empty(_graph.Writer.Write.Touched);
    }

    [Theory]
    [InlineData("setCartItem")]
    [InlineData("removeCartItem")]
    [InlineData("clearCart")]
    public async Task Change_WithTheVersionThatTheClientSaw_SendsThatOne(string field)
    {
        var mutation = MutationCase.Of(field);
        _upstream.Outcome(mutation.Sends, new WriteResult<string>.Conflict(3));
        var seen = Args.Input(("cartId", "c1"), ("productId", "9"), ("quantity", 4), ("expectedVersion", 2));

        await _graph.MutateAsync(field, seen);
        await _graph.MutateAsync(field, mutation.Arguments);

        Assert.Contains(" If-Match:2", _upstream.Sent[0], StringComparison.Ordinal);
        Assert.Equal([2, null], _graph.Writer.Writes.Select(write => write.Expected));
        Assert.All(_graph.Writer.Writes, write => Assert.True(write.IsExpecting));
    }

    [Fact]
    public async Task Conflict_AboutACartThatIsAnothersByNow_ShowsNoneOfIt()
    {
        _upstream.Outcome("DELETE /carts/c1/items", new WriteResult<string>.Conflict(8));
        _upstream.Answer("/carts/c1", Json.Cart("c1", "6", 8));

        var result = await _graph.MutateAsync<CartPayload>("clearCart", Args.Input(("cartId", "c1")));

        Assert.Null(result.Value!.Cart);
        Assert.IsType<VersionConflict>(Assert.Single(result.Value.Errors));
    }

    [Theory]
    [InlineData("123456789012345", false)]
    [InlineData("1234567890123456", true)]
    [InlineData(null, true)]
    public async Task CreateCart_Anonymous_TakesOnlyAKeyThatNobodyGuesses(string? key, bool isTaken)
    {
        _graph.Viewer = null;
        _upstream.Written("POST /carts", Json.Cart("c1"));

        var result = await _graph.MutateAsync<CartPayload>("createCart", Args.Of(("idempotencyKey", key)));

        Assert.Equal(isTaken ? [] : ["idempotencyKey"], result.Value!.Errors.Cast<InvalidInput>().Select(error => error.Field));
        Assert.Equal(isTaken ? [$"POST /carts Key:{key ?? FakeWriter.ServerKey} {{}}"] : [], _upstream.Sent);
        Assert.All(_graph.Writer.Writes, write => Assert.Empty(write.Touched));
    }

    [Fact]
    public async Task CreateCart_AnonymousAnsweredWithAnOwnedCart_NeverServesIt()
    {
        _graph.Viewer = null;
        _upstream.Written("POST /carts", Json.Cart("c1", "6"));

        Assert.Equal(ErrorCodes.OutcomeUnknown, (await _graph.MutateAsync("createCart", Arguments.None)).Failure?.Code);
    }

    [Fact]
    public async Task SetCartItem_OfNone_TakesTheLineOut()
    {
        _upstream.Written("DELETE /carts/c1/items/9", Json.Cart("c1", "5", 4));

        await SetAsync("9", 0);

        Assert.Equal(["DELETE /carts/c1/items/9 If-Match:3"], _upstream.Sent);
        Assert.Empty(Shown().Items);
    }

    [Fact]
    public async Task SetCartItem_OfALineThatIsThere_ShowsItsNewQuantityAtItsPrice()
    {
        _upstream.Written("PUT /carts/c1/items/9", Json.Cart("c1", "5", 4));

        await SetAsync("9", 4);

        Assert.Equal([new CartItem("9", 4, new Money(12.50m, "EUR"))], Shown().Items);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SetCartItem_OfANewLine_ShowsItIfItsPriceIsKnown(bool isKnown)
    {
        _upstream.Written("PUT /carts/c1/items/1", Json.Cart("c1", "5", 4));
        _graph.Upstream("Products").Failing = isKnown ? null : new Failure(ErrorCodes.UpstreamUnavailable, "Down.");

        var result = await SetAsync("1", 4);

        CartItem[] added = isKnown ? [new CartItem("1", 4, new Money(12.50m, "EUR"))] : [];
        Assert.Equal([.. MutationGraph.OwnCart.Items, .. added], Shown().Items);
        Assert.Empty(result.Errors);
    }

    [Fact]
    public async Task RemoveCartItem_ShowsTheCartWithoutIt()
    {
        _upstream.Written("DELETE /carts/c1/items/9", Json.Cart("c1", "5", 4));

        await _graph.MutateAsync("removeCartItem", MutationCase.Of("removeCartItem").Arguments);

        Assert.Empty(Shown().Items);
    }

    [Fact]
    public async Task ClearCart_ShowsAnEmptyCart()
    {
        _upstream.Written("DELETE /carts/c1/items", Json.Cart("c1", "5", 4));

        await _graph.MutateAsync("clearCart", MutationCase.Of("clearCart").Arguments);

        Assert.Empty(Shown().Items);
    }

    [Fact]
    public async Task SetCartItem_OfMoreThanThereIs_SaysHowManyThereAre()
    {
        _upstream.Outcome(
            "PUT /carts/c1/items/9", new WriteResult<string>.Refused(MutationGraph.Problem(422, "out-of-stock", ("available", "3"))));

        var error = Assert.IsType<OutOfStock>(Assert.Single((await SetAsync("9", 4)).Errors));

        Assert.Equal(("9", 3), (error.ProductId, error.Available));
    }

    [Theory]
    [InlineData("8", "8")]
    [InlineData(null, "9")]
    public async Task Checkout_OfMoreThanThereIs_NamesTheProduct(string? named, string productId)
    {
        (string, string)[] members = named is null ? [("available", "1")] : [("available", "1"), ("productId", named)];
        _upstream.Outcome("POST /carts/c1/checkout", new WriteResult<string>.Refused(MutationGraph.Problem(422, "out-of-stock", members)));

        var payload = await CheckOutAsync();

        var error = Assert.IsType<OutOfStock>(Assert.Single(payload.Errors));
        Assert.Equal((productId, 1), (error.ProductId, error.Available));
        Assert.Null(payload.Order);
        Assert.Equal(8, payload.Cart?.Version);
    }

    [Theory]
    [InlineData("empty-cart")]
    [InlineData("mixed-currencies")]
    public async Task Checkout_OfACartThatCannotBeBought_SaysSo(string type)
    {
        _upstream.Outcome("POST /carts/c1/checkout", new WriteResult<string>.Refused(MutationGraph.Problem(422, type)));

        Assert.Equal("cartId", Assert.IsType<InvalidInput>(Assert.Single((await CheckOutAsync()).Errors)).Field);
    }

    [Fact]
    public async Task Checkout_Done_GivesTheOrderAndTheCartAsItIsNow()
    {
        _upstream.Written("POST /carts/c1/checkout", Json.Order("o1", "5", Json.Item("9", 2)));

        var payload = await CheckOutAsync();

        Assert.Equal(("o1", 8), (payload.Order?.Id, payload.Cart?.Version));
        Assert.Equal(3, _graph.Writer.Write.Expected);
    }

    [Fact]
    public async Task Checkout_DoneAndTheCartCannotBeRead_GivesTheOrder()
    {
        _upstream.Written("POST /carts/c1/checkout", Json.Order("o1", "5", Json.Item("9", 2)));
        _upstream.Failing = new Failure(ErrorCodes.UpstreamUnavailable, "Down.");

        var payload = await CheckOutAsync();

        Assert.Equal(("o1", null), (payload.Order?.Id, payload.Cart));
        Assert.Empty(payload.Errors);
    }

    [Fact]
    public async Task Checkout_ByAGuest_TouchesTheStockAlone()
    {
        _graph.Viewer = null;
        _graph.Writer.Know(CartSources.Entity, MutationGraph.OwnCart with { OwnerId = null });
        _upstream.Written("POST /carts/c1/checkout", Json.Order("o1", null, Json.Item("9", 2)));

        await CheckOutAsync();

        Assert.Equal(["entity inventory:9"], _graph.Writer.Write.Touched.Distinct());
    }

    [Fact]
    public async Task ClaimCart_MergedIntoTheOwnersCart_TakesTheAnonymousOneAway()
    {
        _graph.Writer.Know(CartSources.Entity, MutationGraph.OwnCart with { OwnerId = null });
        _upstream.Written("POST /carts/c1/claim", Json.Cart("c2", "5", 6));

        var result = await _graph.MutateAsync<CartPayload>("claimCart", Args.Of(("cartId", "c1")));

        Assert.Equal("c2", result.Value!.Cart!.Id);
        Assert.Equal(["tag user:5", "entity cart:c2 v6", "deleted cart:c1"], _graph.Writer.Write.Touched);
    }

    private Cart Shown() => Assert.IsType<Cart>(_graph.Writer.Write.Shown);

    private async Task<CartPayload> SetAsync(string productId, int quantity) => (await _graph.MutateAsync<CartPayload>(
        "setCartItem", Args.Input(("cartId", "c1"), ("productId", productId), ("quantity", quantity)))).Value!;

    private async Task<CheckoutPayload> CheckOutAsync() =>
        (await _graph.MutateAsync<CheckoutPayload>("checkout", MutationCase.Of("checkout").Arguments)).Value!;
}
