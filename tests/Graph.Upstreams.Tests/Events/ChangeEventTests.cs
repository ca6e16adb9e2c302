using Graph.Upstreams.Tests.Support;

namespace Graph.Upstreams.Tests.Events;

public sealed class ChangeEventTests : IAsyncLifetime
{
    private EventReceiver _receiver = null!;
    private FreshHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _receiver = await EventReceiver.StartAsync();
        _host = await FreshHost.StartAsync(o => (o.Events.Url, o.Events.BatchSize) = (_receiver.Url, 1));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Theory]
    [InlineData("PATCH", "/products/1", """{"name":"New"}""", "/products", "product.updated", "1", """{"version":2,"category":"bags"}""")]
    [InlineData("PATCH", "/products/1", """{"category":"new"}""", "/products", "product.updated", "1", """{"version":2,"category":"new","previousCategory":"bags"}""")]
    [InlineData("DELETE", "/products/1", null, "/products", "product.deleted", "1", """{"version":2,"category":"bags"}""")]
    [InlineData("POST", "/inventory/1/adjust", """{"delta":1}""", "/inventory", "inventory.changed", "1", """{"version":2}""")]
    [InlineData("POST", "/reviews", """{"productId":"1","authorId":"1","rating":5,"body":"b"}""", "/reviews", "review.added", "301", """{"version":1,"productId":"1"}""")]
    [InlineData("PATCH", "/users/1", """{"name":"New"}""", "/users", "user.updated", "1", """{"version":2}""")]
    [InlineData("PATCH", "/users/1/preferences", """{"newsletter":true}""", "/users", "preferences.updated", "1", """{"version":2}""")]
    [InlineData("POST", "/recommendations/rebuild", null, "/recommendations", "recommendations.rebuilt", null, null)]
    [InlineData("POST", "/analytics/recompute", null, "/analytics", "analytics.recomputed", null, null)]
    public async Task Write_IsAnnouncedAsTheContractSays(
        string method, string path, string? body, string source, string type, string? subject, string? data)
    {
        if (path == "/products/1")
            await SetCategoryAsync();
        await _host.Api.SendAsync(new HttpMethod(method), path, body);

        var delivery = await NextAsync(type);

        var change = delivery.Events.Single();
        Assert.StartsWith("application/cloudevents+json", delivery.ContentType, StringComparison.Ordinal);
        Assert.Equal("1.0", change.GetProperty("specversion").GetString());
        Assert.Equal(source, change.GetProperty("source").GetString());
        Assert.Equal(subject, change.TryGetProperty("subject", out var s) ? s.GetString() : null);
        Assert.Equal(data?.Replace("\"version\":2", path == "/products/1" ? "\"version\":3" : "\"version\":2", StringComparison.Ordinal),
            change.TryGetProperty("data", out var d) ? d.GetRawText() : null);
    }

    [Fact]
    public async Task Helpful_AndDelete_AnnounceTheReviewOfItsProduct()
    {
        var productId = (await _host.Api.GetAsync("/reviews/1"))["productId"];
        await _host.Api.PostAsync("/reviews/1/helpful");
        await _host.Api.DeleteAsync("/reviews/1");

        Assert.Equal($$"""{"version":2,"productId":"{{productId}}"}""", await DataAsync("review.updated"));
        Assert.Equal($$"""{"version":3,"productId":"{{productId}}"}""", await DataAsync("review.deleted"));
    }

    [Fact]
    public async Task Checkout_AnnouncesStockOrderAndCart()
    {
        await _host.SetStockAsync("1", 10);
        var cart = await _host.CreateCartAsync("1", 1, ownerId: "someone");
        var order = await _host.Api.PostAsync($"/carts/{cart.Id}/checkout");

        var types = new List<string>();
        for (var change = await _receiver.NextAsync(); ; change = await _receiver.NextAsync())
        {
            types.Add(change.Events[0].GetProperty("type").GetString()!);
            if (types[^1] == "order.changed")
            {
                Assert.Equal(order.Id, change.Subjects.Single());
                Assert.Equal("""{"userId":"someone"}""", change.Events[0].GetProperty("data").GetRawText());
                break;
            }
        }

        Assert.Equal(["cart.modified", "cart.modified", "inventory.changed", "order.changed"], types.TakeLast(4));
        Assert.Equal("""{"version":3,"ownerId":"someone"}""", await DataAsync("cart.modified"));
    }

    [Fact]
    public async Task RefusedWrite_IsNotAnnounced()
    {
        await _host.SetStockAsync("2", 1);
        await _host.Api.PatchAsync("/products/1", """{"name":"x"}""", ifMatch: 9);
        await _host.Api.PostAsync("/inventory/2/adjust", """{"delta":-2}""");

        await _host.Api.PostAsync("/inventory/3/adjust", """{"delta":1}""");

        var subjects = new List<string>();
        while (subjects.LastOrDefault() != "3")
            subjects.AddRange((await _receiver.NextAsync()).Subjects);
        Assert.DoesNotContain("1", subjects);
        Assert.True(subjects.Count(s => s == "2") <= 1, "Only SetStock may have changed product 2.");
    }

    private Task<Reply> SetCategoryAsync() => _host.Api.PatchAsync("/products/1", """{"category":"bags"}""");

    private async Task<string> DataAsync(string type) => (await NextAsync(type)).Events[0].GetProperty("data").GetRawText();

    // The set-up of a test is announced too: SetCategory's own product.updated is version 2.
    private async Task<ReceivedDelivery> NextAsync(string type)
    {
        while (true)
        {
            var delivery = await _receiver.NextAsync();
            var change = delivery.Events[0];
            var isSetUp = type == "product.updated" && change.GetProperty("data").GetProperty("version").GetInt32() == 2;
            if (change.GetProperty("type").GetString() == type && !isSetUp)
                return delivery;
        }
    }
}
