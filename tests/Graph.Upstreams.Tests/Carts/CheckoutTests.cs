using System.Net;
using Graph.Upstreams.Tests.Support;

namespace Graph.Upstreams.Tests.Carts;

public sealed class CheckoutTests
{
    [Fact]
    public async Task Checkout_MakesOneOrderTakesTheStockAndEmptiesTheCart()
    {
        await using var host = await FreshHost.StartAsync();
        await host.SetStockAsync("1", 10);
        await host.Api.PatchAsync("/products/1", """{"price":{"amount":12.50,"currency":"EUR"}}""");
        var cart = await host.CreateCartAsync("1", 3, ownerId: "someone");

        var order = await host.Api.PostAsync($"/carts/{cart.Id}/checkout", null, ApiClient.IfMatch(cart.Version));

        Assert.Equal(HttpStatusCode.Created, order.Status);
        Assert.Contains("\"total\":{\"amount\":37.50,\"currency\":\"EUR\"},\"status\":\"PLACED\"", order.Text, StringComparison.Ordinal);
        Assert.Equal(order.Text, (await host.Api.GetAsync("/users/someone/orders")).Items.Single().GetRawText());
        Assert.Equal(7, (await host.Api.GetAsync("/inventory?productIds=1")).Items[0].GetProperty("available").GetInt32());
        Assert.Empty((await host.Api.GetAsync($"/carts/{cart.Id}")).Items);
    }

    [Fact]
    public async Task Checkout_OneItemOutOfStock_ChangesNothing()
    {
        await using var host = await FreshHost.StartAsync();
        await host.SetStockAsync("1", 10);
        await host.SetStockAsync("2", 1);
        var cart = await host.CreateCartAsync("1", 3, ownerId: "someone");
        await host.Api.PutAsync($"/carts/{cart.Id}/items/2", """{"quantity":1}""");
        await host.SetStockAsync("2", 0);

        var reply = await host.Api.PostAsync($"/carts/{cart.Id}/checkout");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.Status);
        Assert.Equal("2", reply["productId"]);
        Assert.Equal(10, (await host.Api.GetAsync("/inventory?productIds=1")).Items[0].GetProperty("available").GetInt32());
        Assert.Empty((await host.Api.GetAsync("/users/someone/orders")).Items);
        Assert.Equal(2, (await host.Api.GetAsync($"/carts/{cart.Id}")).Items.Count);
    }

    [Fact]
    public async Task Checkout_Refused_SaysWhy()
    {
        await using var host = await FreshHost.StartAsync();
        var empty = await host.Api.PostAsync("/carts");

        var unknown = await host.Api.PostAsync("/carts/nope/checkout");
        var behind = await host.Api.PostAsync($"/carts/{empty.Id}/checkout", null, ApiClient.IfMatch(7));
        var nothing = await host.Api.PostAsync($"/carts/{empty.Id}/checkout");

        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
        Assert.Equal("version-conflict", behind["type"]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nothing.Status);
        Assert.Equal("empty-cart", nothing["type"]);
    }

    [Fact]
    public async Task Checkout_FiftyAtOnceForTheLastItem_OneGetsIt()
    {
        await using var host = await FreshHost.StartAsync();
        await host.SetStockAsync("1", 1);
        var carts = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => host.CreateCartAsync("1", 1)));

        var replies = await Task.WhenAll(carts.Select(c => host.Api.PostAsync($"/carts/{c.Id}/checkout", null, ApiClient.IfMatch(c.Version))));

        Assert.Single(replies, r => r.Status == HttpStatusCode.Created);
        Assert.Equal(49, replies.Count(r => r.Status == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(0, (await host.Api.GetAsync("/inventory?productIds=1")).Items[0].GetProperty("available").GetInt32());
    }

    [Fact]
    public async Task Checkout_OneCartTwentyTimesAtOnce_IsBoughtOnce()
    {
        await using var host = await FreshHost.StartAsync();
        await host.SetStockAsync("1", 100);
        var cart = await host.CreateCartAsync("1", 1, ownerId: "someone");

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            host.Api.PostAsync($"/carts/{cart.Id}/checkout", null, ApiClient.IfMatch(cart.Version))));

        Assert.Single(replies, r => r.Status == HttpStatusCode.Created);
        Assert.Single((await host.Api.GetAsync("/users/someone/orders")).Items);
        Assert.Equal(99, (await host.Api.GetAsync("/inventory?productIds=1")).Items[0].GetProperty("available").GetInt32());
    }
}
