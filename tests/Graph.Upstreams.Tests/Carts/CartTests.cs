using System.Net;
using Graph.Upstreams.Tests.Support;

namespace Graph.Upstreams.Tests.Carts;

public sealed class CartTests
{
    [Fact]
    public async Task Post_Anonymous_IsEmptyAndHasAnUnguessableId()
    {
        await using var host = await FreshHost.StartAsync();

        var cart = await host.Api.PostAsync("/carts");

        Assert.Equal(HttpStatusCode.Created, cart.Status);
        Assert.Equal(["id", "ownerId", "items", "version", "updatedAt"], cart.Json.EnumerateObject().Select(p => p.Name));
        Assert.Null(cart["ownerId"]);
        Assert.Matches("^[0-9a-f]{32}$", cart.Id);
        Assert.Equal(cart.Text, (await host.Api.GetAsync($"/carts/{cart.Id}")).Text);
    }

    [Fact]
    public async Task Post_OwnerWithACart_GivesThatOne()
    {
        await using var host = await FreshHost.StartAsync();

        var first = await host.Api.PostAsync("/carts", """{"ownerId":"someone"}""");
        var second = await host.Api.PostAsync("/carts", """{"ownerId":"someone"}""");

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(first.Text, (await host.Api.GetAsync("/carts?ownerId=someone")).Text);
    }

    [Fact]
    public async Task PutItem_SetsTheQuantityAtTheProductsPrice()
    {
        await using var host = await FreshHost.StartAsync();
        await host.SetStockAsync("1", 10);
        var price = (await host.Api.GetAsync("/products/1")).Json.GetProperty("price").GetRawText();
        var cart = await host.CreateCartAsync("1", 2);

        var reply = await host.Api.PutAsync($"/carts/{cart.Id}/items/1", """{"quantity":3}""", cart.Version);

        Assert.Equal($$"""[{"productId":"1","quantity":3,"unitPrice":{{price}}}]""", reply.Json.GetProperty("items").GetRawText());
        Assert.Equal(3, reply.Version);
    }

    [Fact]
    public async Task PutItem_MoreThanInStock_Is422WithWhatIsAvailable()
    {
        await using var host = await FreshHost.StartAsync();
        await host.SetStockAsync("1", 2);
        var cart = await host.Api.PostAsync("/carts");

        var reply = await host.Api.PutAsync($"/carts/{cart.Id}/items/1", """{"quantity":3}""");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.Status);
        Assert.Equal("out-of-stock", reply["type"]);
        Assert.Equal(2, reply.Json.GetProperty("available").GetInt32());
        Assert.Equal(1, (await host.Api.GetAsync($"/carts/{cart.Id}")).Version);
    }

    [Theory]
    [InlineData("/items/1", """{"quantity":0}""", null, HttpStatusCode.BadRequest)]
    [InlineData("/items/1", """{"quantity":-1}""", null, HttpStatusCode.BadRequest)]
    [InlineData("/items/1", """{"quantity":1e9}""", null, HttpStatusCode.BadRequest)]
    [InlineData("/items/nope", """{"quantity":1}""", null, HttpStatusCode.NotFound)]
    [InlineData("/items/1", """{"quantity":1}""", 9, HttpStatusCode.Conflict)]
    public async Task PutItem_Refused_ChangesNothing(string item, string body, int? ifMatch, HttpStatusCode expected)
    {
        await using var host = await FreshHost.StartAsync();
        var cart = await host.Api.PostAsync("/carts");

        var reply = await host.Api.PutAsync($"/carts/{cart.Id}{item}", body, ifMatch);

        Assert.Equal(expected, reply.Status);
        Assert.Equal("application/problem+json", reply.MediaType);
        Assert.Equal(1, (await host.Api.GetAsync($"/carts/{cart.Id}")).Version);
    }

    [Theory]
    [InlineData("/items/1")]
    [InlineData("/items")]
    public async Task DeleteItems_TakesThemOutOnceAndRespectsTheVersion(string path)
    {
        await using var host = await FreshHost.StartAsync();
        await host.SetStockAsync("1", 10);
        var cart = await host.CreateCartAsync("1", 2);

        var behind = await host.Api.DeleteAsync($"/carts/{cart.Id}{path}", ifMatch: 1);
        var emptied = await host.Api.DeleteAsync($"/carts/{cart.Id}{path}", ifMatch: 2);
        var again = await host.Api.DeleteAsync($"/carts/{cart.Id}{path}", ifMatch: 3);

        Assert.Equal(HttpStatusCode.Conflict, behind.Status);
        Assert.Empty(emptied.Items);
        Assert.Equal(3, emptied.Version);
        Assert.Equal(emptied.Text, again.Text);
    }

    [Fact]
    public async Task Claim_OwnerWithoutACart_GetsIt()
    {
        await using var host = await FreshHost.StartAsync();
        await host.SetStockAsync("1", 10);
        var cart = await host.CreateCartAsync("1", 2);

        var claimed = await host.Api.PostAsync($"/carts/{cart.Id}/claim", """{"ownerId":"someone"}""");
        var again = await host.Api.PostAsync($"/carts/{cart.Id}/claim", """{"ownerId":"someone"}""");

        Assert.Equal(cart.Id, claimed.Id);
        Assert.Equal("someone", claimed["ownerId"]);
        Assert.Equal(3, claimed.Version);
        Assert.Equal(claimed.Text, again.Text);
    }

    [Fact]
    public async Task Claim_OwnerWithACart_MergesIntoIt()
    {
        await using var host = await FreshHost.StartAsync();
        await host.SetStockAsync("1", 10);
        await host.SetStockAsync("2", 10);
        var owned = await host.CreateCartAsync("1", 2, ownerId: "someone");
        var anonymous = await host.CreateCartAsync("1", 3);
        await host.Api.PutAsync($"/carts/{anonymous.Id}/items/2", """{"quantity":1}""");

        var claimed = await host.Api.PostAsync($"/carts/{anonymous.Id}/claim", """{"ownerId":"someone"}""");

        Assert.Equal(owned.Id, claimed.Id);
        Assert.Equal(["1", "2"], claimed.Strings("productId"));
        Assert.Equal([5, 1], claimed.Items.Select(i => i.GetProperty("quantity").GetInt32()));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Api.GetAsync($"/carts/{anonymous.Id}")).Status);
    }

    [Fact]
    public async Task Claim_CartOfAnother_Is404()
    {
        await using var host = await FreshHost.StartAsync();
        var cart = await host.Api.PostAsync("/carts", """{"ownerId":"someone"}""");

        var reply = await host.Api.PostAsync($"/carts/{cart.Id}/claim", """{"ownerId":"another"}""");

        Assert.Equal(HttpStatusCode.NotFound, reply.Status);
        Assert.Equal("someone", (await host.Api.GetAsync($"/carts/{cart.Id}"))["ownerId"]);
    }
}
