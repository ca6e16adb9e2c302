using System.Net;
using Graph.Upstreams.Tests.Support;

namespace Graph.Upstreams.Tests.Inventory;

public sealed class InventoryTests(SharedHost shared)
{
    [Fact]
    public async Task Get_ByProductIds_HasTheFieldsOfTheContract()
    {
        var reply = await shared.Api.GetAsync("/inventory?productIds=1,nope");

        var item = Assert.Single(reply.Items);
        Assert.Equal(
            ["productId", "available", "reserved", "warehouse", "version", "updatedAt"], item.EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task Adjust_WithinStock_AddsTheDelta()
    {
        await using var host = await FreshHost.StartAsync();
        await host.SetStockAsync("1", 5);

        var reply = await host.Api.PostAsync("/inventory/1/adjust", """{"delta":-5}""");

        Assert.Equal(0, reply.Json.GetProperty("available").GetInt32());
        Assert.Equal($"\"{reply.Version}\"", reply.Headers.ETag?.Tag);
    }

    [Fact]
    public async Task Adjust_BelowZero_Is409WithWhatIsAvailable()
    {
        await using var host = await FreshHost.StartAsync();
        await host.SetStockAsync("1", 5);

        var reply = await host.Api.PostAsync("/inventory/1/adjust", """{"delta":-6}""");

        Assert.Equal(HttpStatusCode.Conflict, reply.Status);
        Assert.Equal("out-of-stock", reply["type"]);
        Assert.Equal(5, reply.Json.GetProperty("available").GetInt32());
        Assert.False(reply.Json.TryGetProperty("currentVersion", out _));
        Assert.Equal(5, (await host.Api.GetAsync("/inventory?productIds=1")).Items[0].GetProperty("available").GetInt32());
    }

    [Theory]
    [InlineData("1", """{"delta":1.5}""", HttpStatusCode.BadRequest)]
    [InlineData("1", """{"delta":99999999}""", HttpStatusCode.BadRequest)]
    [InlineData("1", """{"delta":99999999999}""", HttpStatusCode.BadRequest)]
    [InlineData("1", """{}""", HttpStatusCode.BadRequest)]
    [InlineData("nope", """{"delta":1}""", HttpStatusCode.NotFound)]
    public async Task Adjust_BadRequest_IsToldAsOne(string productId, string body, HttpStatusCode expected)
    {
        var reply = await shared.Api.PostAsync($"/inventory/{productId}/adjust", body);

        Assert.Equal(expected, reply.Status);
        Assert.Equal("application/problem+json", reply.MediaType);
    }

    [Fact]
    public async Task Adjust_ManyAtOnce_NeverLosesOne()
    {
        await using var host = await FreshHost.StartAsync();
        await host.SetStockAsync("1", 30);

        var replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => host.Api.PostAsync("/inventory/1/adjust", """{"delta":-1}""")));

        Assert.Equal(30, replies.Count(r => r.Status == HttpStatusCode.OK));
        Assert.Equal(20, replies.Count(r => r.Status == HttpStatusCode.Conflict));
        Assert.Equal(0, (await host.Api.GetAsync("/inventory?productIds=1")).Items[0].GetProperty("available").GetInt32());
    }
}
