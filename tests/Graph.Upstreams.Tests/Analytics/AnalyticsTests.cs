using Graph.Upstreams.Tests.Support;

namespace Graph.Upstreams.Tests.Analytics;

public sealed class AnalyticsTests(SharedHost shared)
{
    [Fact]
    public async Task Get_ByProducts_ConversionIsPurchasesPerView()
    {
        var reply = await shared.Api.GetAsync("/analytics/products?ids=1,2,nope");

        Assert.Equal(["1", "2"], reply.Strings("productId").Order(StringComparer.Ordinal));
        Assert.All(reply.Items, a => Assert.Equal(
            a.GetProperty("purchases").GetDouble() / a.GetProperty("views").GetDouble(), a.GetProperty("conversionRate").GetDouble(), 0.0001));
    }

    [Fact]
    public async Task GetTrending_ComesHighestFirst()
    {
        var reply = await shared.Api.GetAsync("/analytics/trending?first=20");

        var scores = reply.Items.Select(i => i.GetProperty("trendScore").GetDouble()).ToArray();
        Assert.Equal(20, scores.Length);
        Assert.Equal(scores.OrderDescending(), scores);
        Assert.Equal(new DateTime(2025, 6, 1, 12, 0, 0, DateTimeKind.Utc), reply.Json.GetProperty("computedAt").GetDateTime());
    }

    [Fact]
    public async Task Recompute_AfterACheckout_CountsThePurchase()
    {
        await using var host = await FreshHost.StartAsync();
        await host.SetStockAsync("1", 10);
        var before = (await host.Api.GetAsync("/analytics/products?ids=1")).Items[0];
        var cart = await host.CreateCartAsync("1", 3);
        await host.Api.PostAsync($"/carts/{cart.Id}/checkout");

        await host.Api.PostAsync("/analytics/recompute");

        var after = (await host.Api.GetAsync("/analytics/products?ids=1")).Items[0];
        Assert.Equal(before.GetProperty("purchases").GetInt32() + 3, after.GetProperty("purchases").GetInt32());
        Assert.Equal(2, after.GetProperty("version").GetInt32());
    }
}
