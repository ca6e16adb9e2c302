using Graph.Domains.Abstractions;
using Graph.Domains.Carts;
using Graph.Domains.Tests.Seam;
using Graph.Domains.Users;

namespace Graph.Domains.Tests.Users;

/// <summary>What the users service gives of a viewer to that viewer alone.</summary>
public sealed class ViewerTests
{
    private static readonly ViewerAccount Viewer5 = new("5");

    private readonly FakeGraph _graph = FakeGraph.WithAllDomains();
    private readonly FakeUpstream _upstream;

    public ViewerTests()
    {
        _upstream = _graph.Upstream("Users");
        _graph.Viewer = new Viewer("5", new HashSet<string>());
    }

    [Fact]
    public async Task Viewer_Anonymous_IsNullWithoutACall()
    {
        _graph.Viewer = null;

        var viewer = await _graph.QueryAsync<ViewerAccount>("viewer", Arguments.None);

        Assert.False(viewer.IsFound || viewer.IsFailed);
        Assert.Empty(_upstream.Asked);
    }

    [Fact]
    public async Task Viewer_SignedIn_IsTheirIdWithoutACall()
    {
        var viewer = await _graph.QueryAsync<ViewerAccount>("viewer", Arguments.None);

        Assert.Equal(Viewer5, viewer.Value);
        Assert.Empty(_upstream.Asked);
    }

    [Fact]
    public async Task User_IsThePublicProfile()
    {
        _upstream.Answer("/users?ids=5", $"[{Json.User("5")}]");

        Assert.Equal("user5", (await OneAsync<User>("user")).Value?.Username);
    }

    [Theory]
    [InlineData("""{"id":"5","version":7,"email":"a@b.example"}""", "a@b.example")]
    [InlineData("""{"id":"5","version":7}""", null)]
    public async Task Email_IsThatOfTheUsersOwnRead(string json, string? email)
    {
        _upstream.Answer("/users/5", json);

        var result = await OneAsync<string?>("email");

        Assert.Equal(email, result.Value);
        Assert.False(result.IsFailed);
        Assert.Equal(["/users/{id}"], _upstream.Routes);
    }

    [Fact]
    public void OnlyTheAccount_IsFetchedWithTheViewersToken() =>
        Assert.Equal(["account"], _graph.Sources.Values.Where(source => source.FetchesAsViewer).Select(source => source.Source.Name));

    [Fact]
    public async Task Preferences_AreReadByTheViewersId()
    {
        _upstream.Answer("/users/5/preferences", Json.Preferences("5"));

        Assert.Equal(new Preferences("5", "EUR", "de", true, 4), (await OneAsync<Preferences>("preferences")).Value);
    }

    [Fact]
    public async Task Activity_IsAListWithItsItems()
    {
        _upstream.Answer("/users/5/activity?first=20", Json.Page(Json.Activity("a1", "5", "9"), Json.Activity("a2", "5")));

        var activity = (await OneAsync<IReadOnlyList<Activity>>("activity", Args.Of(("first", 20)))).Value!;

        Assert.Equal(["a1", "a2"], activity.Select(item => item.Id));
        Assert.Equal(["9", null], activity.Select(item => item.ProductId));
    }

    [Fact]
    public async Task ActivityProduct_OfMany_IsOneCall()
    {
        _graph.Upstream("Products").Answer("/products?ids=9", $"[{Json.Product("9")}]");
        var viewed = new Activity("a1", "5", "viewed", default, "9");

        var products = await _graph.FieldAsync<Activity, Domains.Products.Product>(
            "Activity", "product", [viewed, viewed with { Id = "a2", ProductId = null }]);

        Assert.Equal(["9", null], products.Select(product => product.Value?.Id));
    }

    [Fact]
    public async Task Orders_AreAConnectionWithItsItems()
    {
        _upstream.Answer("/users/5/orders?first=2&after=c", Json.Page(Json.Order("o1", "5", Json.Item("9", 2)), Json.Order("o2")));

        var connection = (await OneAsync<Connection<Order, OrderPage>>("orders", Args.Of(("first", 2), ("after", "c")))).Value!;
        var nodes = await _graph.FieldAsync<Connection<Order, OrderPage>, IReadOnlyList<Order>>("OrderConnection", "nodes", [connection]);

        Assert.Equal(30, connection.TotalCount);
        Assert.Equal(["o1", "o2"], nodes[0].Value!.Select(order => order.Id));
        Assert.Equal(OrderStatus.Placed, nodes[0].Value![0].Status);
        Assert.Equal([new CartItem("9", 2, new Money(12.50m, "EUR"))], ItemsOf(nodes[0].Value![0]));
    }

    [Fact]
    public async Task Orders_OfAnUnknownStatus_AreAnInvalidAnswer()
    {
        _upstream.Answer("/users/5/orders?first=10", Json.Page(Json.Order("o1").Replace("PLACED", "LOST", StringComparison.Ordinal)));

        Assert.Equal(ErrorCodes.UpstreamInvalidResponse, (await OneAsync<Connection<Order, OrderPage>>("orders")).Failure?.Code);
    }

    [Theory]
    [InlineData("email", "/users/5", """{"id":"6","version":7,"email":"other@b.example"}""")]
    [InlineData("preferences", "/users/5/preferences", """{"userId":"6","currency":"EUR","language":"de","newsletter":true,"version":4}""")]
    public async Task Record_OfAnotherUser_IsNeverServed(string field, string path, string json)
    {
        _upstream.Answer(path, json);

        var failure = field == "email" ? (await OneAsync<string?>(field)).Failure : (await OneAsync<Preferences>(field)).Failure;

        Assert.Equal((ErrorCodes.UpstreamInvalidResponse, "Users"), (failure?.Code, failure?.Upstream));
    }

    [Fact]
    public async Task ListWithARecordOfAnotherUser_IsNeverServed()
    {
        _upstream.Answer("/users/5/orders?first=10", Json.Page(Json.Order("o1"), Json.Order("o2", "6")));
        _upstream.Answer("/users/5/activity?first=10", Json.Page(Json.Activity("a1", "5"), Json.Activity("a2", "6")));

        Assert.Equal(ErrorCodes.UpstreamInvalidResponse, (await OneAsync<Connection<Order, OrderPage>>("orders")).Failure?.Code);
        Assert.Equal(ErrorCodes.UpstreamInvalidResponse, (await OneAsync<IReadOnlyList<Activity>>("activity")).Failure?.Code);
    }

    [Fact]
    public void EveryPrivateSource_CarriesTheUsersTag()
    {
        Assert.Equal(["user:5"], _graph.Entity(UserSources.Account).TagsOf(new Account("5", 1)));
        Assert.Equal(["user:5"], _graph.Entity(UserSources.Preferences).TagsOf(new Preferences("5", "EUR", "de", false, 1)));
        Assert.Equal(["orders:user:5", "user:5"], _graph.List(UserSources.Orders).TagsOf("5"));
        Assert.Equal(["activity:user:5", "user:5"], _graph.List(UserSources.Activity).TagsOf("5"));
    }

    private IReadOnlyList<CartItem> ItemsOf(Order order) =>
        ((Func<Order, IReadOnlyList<CartItem>>)_graph.Types["Order"].Fields["items"])(order);

    private async Task<LoadResult<TResult>> OneAsync<TResult>(string field, Arguments? arguments = null) =>
        Assert.Single(await _graph.FieldAsync<ViewerAccount, TResult>("Viewer", field, [Viewer5], arguments));
}
