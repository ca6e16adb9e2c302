using Graph.Upstreams.Tests.Support;

namespace Graph.Upstreams.Tests.Stats;

public sealed class StatsTests
{
    [Fact]
    public async Task Get_AfterCalls_CountsThemByServiceAndRoute()
    {
        await using var host = await FreshHost.StartAsync();
        await host.Api.GetAsync("/products?ids=1");
        await host.Api.GetAsync("/products?ids=2");
        await host.Api.GetAsync("/products/1");
        await host.Api.PostAsync("/faults", """{"service":"users","status":500}""");
        await host.Api.GetAsync("/users/1");

        var stats = (await host.Api.GetAsync("/stats")).Json;

        Assert.Equal(4, stats.GetProperty("requests").GetInt32());
        Assert.Equal(
            """{"requests":3,"routes":{"GET /products/{id}":1,"GET /products?ids":2}}""",
            stats.GetProperty("services").GetProperty("products").GetRawText());
        Assert.Equal(1, stats.GetProperty("services").GetProperty("users").GetProperty("requests").GetInt32());
    }

    [Fact]
    public async Task Delete_StartsFromZero()
    {
        await using var host = await FreshHost.StartAsync();
        await host.Api.GetAsync("/products/1");

        await host.Api.DeleteAsync("/stats");

        Assert.Equal(0, (await host.Api.GetAsync("/stats")).Json.GetProperty("requests").GetInt32());
    }
}
