using Graph.Domains.Abstractions;
using Graph.Domains.Carts;
using Graph.Domains.Tests.Seam;
using Graph.Domains.Users;

namespace Graph.Domains.Tests.Carts;

public sealed class CartsDomainTests
{
    private static readonly Viewer Viewer5 = new("5", new HashSet<string>());
    private static readonly Cart Anonymous = new("c1", [], 3, default);

    private readonly FakeGraph _graph = FakeGraph.WithAllDomains();
    private readonly FakeUpstream _upstream;

    public CartsDomainTests() => _upstream = _graph.Upstream("Carts");

    [Fact]
    public async Task Cart_Anonymous_IsForWhoeverKnowsItsId()
    {
        _upstream.Answer("/carts/c1", Json.Cart("c1", null, 3, Json.Item("9", 2)));

        var cart = await CartAsync("c1");

        Assert.Equal(("c1", 3, null), (cart.Value?.Id, cart.Value?.Version, cart.Value?.OwnerId));
        Assert.Equal([new CartItem("9", 2, new Money(12.50m, "EUR"))], cart.Value!.Items);
    }

    [Theory]
    [InlineData("5", null)]
    [InlineData("6", ErrorCodes.Forbidden)]
    [InlineData(null, ErrorCodes.Forbidden)]
    public async Task Cart_WithAnOwner_IsForThatViewerAlone(string? viewer, string? code)
    {
        _upstream.Answer("/carts/c1", Json.Cart("c1", "5"));
        _graph.Viewer = viewer is null ? null : new Viewer(viewer, new HashSet<string>());

        var cart = await CartAsync("c1");

        Assert.Equal(code, cart.Failure?.Code);
        Assert.Equal(code is null, cart.IsFound);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task Cart_ByAnIdThatLeadsElsewhere_IsNotAskedFor(string id)
    {
        Assert.False((await CartAsync(id)).IsFound);
        Assert.Empty(_upstream.Asked);
    }

    [Fact]
    public async Task Cart_OtherThanAskedFor_IsAnInvalidAnswer()
    {
        _upstream.Answer("/carts/c1", Json.Cart("c2"));

        Assert.Equal(ErrorCodes.UpstreamInvalidResponse, (await CartAsync("c1")).Failure?.Code);
    }

    [Fact]
    public async Task Cart_WithANullItem_IsAnInvalidAnswer()
    {
        _upstream.Answer("/carts/c1", Json.Cart("c1", null, 3, "null"));

        Assert.Equal(ErrorCodes.UpstreamInvalidResponse, (await CartAsync("c1")).Failure?.Code);
    }

    [Fact]
    public async Task ViewerCart_IsLookedUpAndPrimesTheCart()
    {
        _upstream.Answer("/carts?ownerId=5", Json.Cart("c1", "5"));
        _upstream.Answer("/carts/c1", Json.Cart("c1", "5"));

        var cart = await OwnAsync();

        Assert.Equal("c1", cart.Value?.Id);
        Assert.Equal(["cart:c1"], _graph.Fetch.Primed);
    }

    [Fact]
    public async Task ViewerCart_OfAViewerWithoutOne_IsNullAndKnownAsSuch()
    {
        _upstream.KnowsNothing = true;

        var cart = await OwnAsync();
        var owned = await _graph.Load.One(CartSources.OfOwner, "5");

        Assert.False(cart.IsFound || cart.IsFailed);
        Assert.Equal(new OwnedCart("5", null), owned.Value);
        Assert.DoesNotContain("/carts/{id}", _upstream.Routes);
    }

    [Fact]
    public async Task ViewerCart_OfAFailingService_Fails()
    {
        _upstream.Failing = new Failure(ErrorCodes.UpstreamUnavailable, "Down.");

        Assert.Equal(_upstream.Failing, (await OwnAsync()).Failure);
    }

    [Fact]
    public async Task ViewerCart_ThatTheServiceSaysIsAnothers_IsNeverServed()
    {
        _upstream.Answer("/carts?ownerId=5", Json.Cart("c1", "6"));

        Assert.Equal(ErrorCodes.UpstreamInvalidResponse, (await OwnAsync()).Failure?.Code);
        Assert.Empty(_graph.Fetch.Primed);
    }

    [Fact]
    public async Task ViewerCart_ThatIsAnothersByNow_IsForbidden()
    {
        _upstream.Answer("/carts?ownerId=5", Json.Cart("c1", "5"));
        _upstream.Answer("/carts/c1", Json.Cart("c1", "6"));

        Assert.Equal(ErrorCodes.Forbidden, (await OwnAsync()).Failure?.Code);
    }

    [Fact]
    public async Task OwnerAndProduct_AreOneCallEach()
    {
        _graph.Upstream("Users").Answer("/users?ids=5", $"[{Json.User("5")}]");
        _graph.Upstream("Products").Answer("/products?ids=8,9", $"[{Json.Product("9")}]");

        var owners = await _graph.FieldAsync<Cart, User>("Cart", "owner", [Anonymous with { OwnerId = "5" }, Anonymous]);
        var products = await _graph.FieldAsync<CartItem, Domains.Products.Product>("CartItem", "product", [Item("8", 1), Item("9", 1)]);

        Assert.Equal(["5", null], owners.Select(owner => owner.Value?.Id));
        Assert.Equal([null, "9"], products.Select(product => product.Value?.Id));
    }

    [Fact]
    public void Totals_AreThoseOfTheLines()
    {
        var cart = Anonymous with { Items = [Item("8", 2), Item("9", 3, 1.10m)] };

        Assert.Equal(5, cart.TotalQuantity);
        Assert.Equal(new Money(28.30m, "EUR"), cart.Subtotal);
        Assert.Equal(new Money(25.00m, "EUR"), cart.Items[0].LineTotal);
    }

    [Fact]
    public void Subtotal_WithoutOneCurrency_IsNothingInNoCurrency()
    {
        var mixed = Anonymous with { Items = [Item("8", 2), Item("9", 1) with { UnitPrice = new Money(1, "USD") }] };

        Assert.Equal(new Money(0, "XXX"), Anonymous.Subtotal);
        Assert.Equal(new Money(0, "XXX"), mixed.Subtotal);
    }

    [Fact]
    public void Tags_AreThoseOfTheOwner()
    {
        Assert.Equal(["user:5"], _graph.Entity(CartSources.Entity).TagsOf(Anonymous with { OwnerId = "5" }));
        Assert.Equal(["user:5"], _graph.Entity(CartSources.OfOwner).TagsOf(new OwnedCart("5", null)));
        Assert.Empty(_graph.Entity(CartSources.Entity).TagsOf(Anonymous));
    }

    [Fact]
    public void CartIds_AreSecrets() => Assert.True(CartSources.Entity.HasSecretIds);

    private static CartItem Item(string productId, int quantity, decimal amount = 12.50m) =>
        new(productId, quantity, new Money(amount, "EUR"));

    private async Task<LoadResult<Cart>> CartAsync(string id) => await _graph.QueryAsync<Cart>("cart", Args.Of(("id", id)));

    private async Task<LoadResult<Cart>> OwnAsync()
    {
        _graph.Viewer = Viewer5;
        return Assert.Single(await _graph.FieldAsync<ViewerAccount, Cart>("Viewer", "cart", [new ViewerAccount("5")]));
    }
}
