using System.Net;
using Graph.Upstreams.Tests.Support;

namespace Graph.Upstreams.Tests.Products;

public sealed class ProductWriteTests
{
    [Fact]
    public async Task Patch_CurrentVersion_ChangesWhatIsGivenAndRaisesTheVersion()
    {
        await using var host = await FreshHost.StartAsync();
        var before = await host.Api.GetAsync("/products/1");

        var after = await host.Api.PatchAsync("/products/1", """{"price":{"amount":12.5,"currency":"EUR"}}""", ifMatch: 1);

        Assert.Equal(2, after.Version);
        Assert.Equal("\"2\"", after.Headers.ETag?.Tag);
        Assert.Equal(12.50m, after.Json.GetProperty("price").GetProperty("amount").GetDecimal());
        Assert.Equal(before["name"], after["name"]);
        Assert.Equal(after.Text, (await host.Api.GetAsync("/products/1")).Text);
    }

    [Fact]
    public async Task Patch_VersionBehind_Is409WithTheCurrentOne()
    {
        await using var host = await FreshHost.StartAsync();
        await host.Api.PatchAsync("/products/1", """{"name":"Second"}""", ifMatch: 1);

        var reply = await host.Api.PatchAsync("/products/1", """{"name":"Third"}""", ifMatch: 1);

        Assert.Equal(HttpStatusCode.Conflict, reply.Status);
        Assert.Equal("application/problem+json", reply.MediaType);
        Assert.Equal("version-conflict", reply["type"]);
        Assert.Equal(2, reply.Json.GetProperty("currentVersion").GetInt32());
        Assert.Equal("Second", (await host.Api.GetAsync("/products/1"))["name"]);
    }

    [Fact]
    public async Task Patch_Unknown_Is404()
    {
        await using var host = await FreshHost.StartAsync();

        var reply = await host.Api.PatchAsync("/products/nope", """{"name":"x"}""", ifMatch: 1);

        Assert.Equal(HttpStatusCode.NotFound, reply.Status);
    }

    [Theory]
    [InlineData("""{"price":{"amount":-1,"currency":"EUR"}}""")]
    [InlineData("""{"price":{"amount":1.999,"currency":"EUR"}}""")]
    [InlineData("""{"price":{"amount":1e20,"currency":"EUR"}}""")]
    [InlineData("""{"price":{"amount":1,"currency":"euros"}}""")]
    [InlineData("""{"price":{"amount":1}}""")]
    [InlineData("""{"name":""}""")]
    [InlineData("""{"category":"No Slug"}""")]
    [InlineData("""{"stock":1}""")]
    [InlineData("""[]""")]
    [InlineData("""{"name":""")]
    [InlineData("")]
    public async Task Patch_BadBody_Is400AndChangesNothing(string body)
    {
        await using var host = await FreshHost.StartAsync();

        var reply = await host.Api.PatchAsync("/products/1", body);

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal("application/problem+json", reply.MediaType);
        Assert.Equal(1, (await host.Api.GetAsync("/products/1")).Version);
    }

    [Fact]
    public async Task Patch_AHundredAtOnceWithOneVersion_ExactlyOneWins()
    {
        await using var host = await FreshHost.StartAsync();

        for (var version = 1; version <= 3; version++)
        {
            var replies = await Task.WhenAll(Enumerable.Range(0, 100).Select(i =>
                host.Api.PatchAsync("/products/1", $$"""{"name":"Writer {{i}}"}""", version)));

            var winner = Assert.Single(replies, r => r.Status == HttpStatusCode.OK);
            Assert.Equal(version + 1, winner.Version);
            Assert.All(replies.Where(r => r != winner), r => Assert.Equal(version + 1, r.Json.GetProperty("currentVersion").GetInt32()));
            Assert.Equal(winner.Text, (await host.Api.GetAsync("/products/1")).Text);
        }
    }

    [Fact]
    public async Task Post_NewProduct_CanBeReadAndHasNoStock()
    {
        await using var host = await FreshHost.StartAsync();

        var created = await host.Api.PostAsync("/products", """
            {"name":"Lamp","description":"","category":"furniture","brand":"Oda","price":{"amount":20,"currency":"EUR"},
             "imageUrl":"https://images.example.com/lamp.jpg","sellerId":"1"}
            """);

        Assert.Equal(HttpStatusCode.Created, created.Status);
        Assert.Equal("/products/61", created.Headers.Location?.ToString());
        Assert.Equal(created.Text, (await host.Api.GetAsync("/products/61")).Text);
        Assert.Equal(0, (await host.Api.GetAsync("/inventory?productIds=61")).Items[0].GetProperty("available").GetInt32());
    }

    [Fact]
    public async Task Delete_Product_TakesItOutOfEveryRead()
    {
        await using var host = await FreshHost.StartAsync();

        var reply = await host.Api.DeleteAsync("/products/1", ifMatch: 1);

        Assert.Equal(HttpStatusCode.NoContent, reply.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Api.GetAsync("/products/1")).Status);
        Assert.Empty((await host.Api.GetAsync("/products?ids=1")).Items);
        Assert.Empty((await host.Api.GetAsync("/inventory?productIds=1")).Items);
    }
}
