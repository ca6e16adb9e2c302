using System.Net;
using Graph.Upstreams.Tests.Support;
using Microsoft.Extensions.Options;

namespace Graph.Upstreams.Tests.Data;

public sealed class DatabaseTests
{
    [Fact]
    public async Task Path_Given_KeepsTheDataOverARestart()
    {
        using var database = new TemporaryDatabase();
        await using (var first = await FreshHost.StartAsync(o => o.Database.Path = database.Path))
            await first.Api.PatchAsync("/products/1", """{"name":"Kept"}""");

        await using var second = await FreshHost.StartAsync(o => o.Database.Path = database.Path);

        Assert.Equal("Kept", (await second.Api.GetAsync("/products/1"))["name"]);
    }

    [Theory]
    [InlineData("products", "/products/1", """{"name":"Changed"}""", "id")]
    [InlineData("users", "/users/1", """{"name":"Changed"}""", "id")]
    public async Task UpdatedSince_AfterAWrite_HasItAlone(string service, string path, string body, string id)
    {
        await using var host = await FreshHost.StartAsync();
        var since = (await host.Api.PatchAsync(path, body))["updatedAt"];

        var feed = await host.Api.GetAsync($"/{service}?updatedSince={since}");

        Assert.Equal(["1"], feed.Strings(id));
        Assert.Equal(1, feed.Json.GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("products", "id")]
    [InlineData("inventory", "productId")]
    [InlineData("reviews", "id")]
    [InlineData("users", "id")]
    [InlineData("carts", "id")]
    [InlineData("recommendations", "productId")]
    [InlineData("analytics", "productId")]
    public async Task UpdatedSince_LongAgo_HasEverythingOnceOldestFirst(string service, string id)
    {
        await using var host = await FreshHost.StartAsync();

        var pages = await host.Api.GetPagesAsync($"/{service}?updatedSince=2020-01-01T00:00:00Z&first=7");

        var times = pages.SelectMany(p => p.Items).Select(i => i.GetProperty("updatedAt").GetDateTime()).ToArray();
        Assert.Equal(times.Order(), times);
        Assert.Equal(times.Length, pages.SelectMany(p => p.Strings(id)).Distinct().Count());
        Assert.Equal(pages[0].Json.GetProperty("total").GetInt32(), times.Length);
    }

    [Fact]
    public async Task UpdatedSince_ClockGoesBack_StillComesInCommitOrder()
    {
        var time = new ManualTimeProvider();
        await using var host = await FreshHost.StartAsync(time: time);
        var first = await host.Api.PatchAsync("/products/1", """{"name":"First"}""");
        time.Now = time.Now.AddHours(-1);

        await host.Api.PatchAsync("/products/2", """{"name":"Second"}""");

        var feed = await host.Api.GetAsync($"/products?updatedSince={first["updatedAt"]}");
        Assert.Equal(["1", "2"], feed.Strings("id"));
    }

    [Fact]
    public async Task Start_WrongSettings_ListsThemAll()
    {
        var options = new UpstreamsOptions { Seed = { Products = 0 }, Events = { BatchSize = 0, Url = new Uri("/events", UriKind.Relative) }, Users = { SigningKey = "short" } };

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            UpstreamsHost.StartAsync(options, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("Products", error.Message, StringComparison.Ordinal);
        Assert.Contains("BatchSize", error.Message, StringComparison.Ordinal);
        Assert.Contains("/events", error.Message, StringComparison.Ordinal);
        Assert.Contains("SigningKey", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_WhileManyWrite_NeverFails()
    {
        await using var host = await FreshHost.StartAsync();

        var writes = Enumerable.Range(0, 50).Select(i => host.Api.PatchAsync($"/products/{i + 1}", """{"name":"Written"}"""));
        var reads = Enumerable.Range(0, 50).Select(_ => host.Api.GetAsync("/products?first=60"));
        var replies = await Task.WhenAll(writes.Concat(reads));

        Assert.All(replies, r => Assert.Equal(HttpStatusCode.OK, r.Status));
    }
}
