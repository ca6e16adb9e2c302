using System.Net;
using Graph.Upstreams.Tests.Data;
using Graph.Upstreams.Tests.Support;

namespace Graph.Upstreams.Tests.Idempotency;

public sealed class IdempotencyTests
{
    private static readonly (string, string) Key = ("Idempotency-Key", "key-1");

    [Fact]
    public async Task Post_SameKeyAgain_GivesTheFirstAnswer()
    {
        await using var host = await FreshHost.StartAsync();
        const string body = """{"productId":"1","authorId":"2","rating":5,"body":"Good."}""";

        var first = await host.Api.PostAsync("/reviews", body, Key);
        var again = await host.Api.PostAsync("/reviews", body, Key);

        Assert.Equal(HttpStatusCode.Created, again.Status);
        Assert.Equal(first.Text, again.Text);
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        Assert.Equal(["true"], again.Headers.GetValues("Idempotent-Replayed"));
    }

    [Fact]
    public async Task Post_SameKeyManyAtOnce_HappensOnce()
    {
        await using var host = await FreshHost.StartAsync();
        await host.SetStockAsync("1", 10);

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.Api.PostAsync("/inventory/1/adjust", """{"delta":-1}""", Key)));

        Assert.Single(replies.Select(r => r.Text).Distinct());
        Assert.Equal(9, (await host.Api.GetAsync("/inventory?productIds=1")).Items[0].GetProperty("available").GetInt32());
    }

    [Theory]
    [InlineData("/inventory/1/adjust", """{"delta":2}""")]
    [InlineData("/inventory/2/adjust", """{"delta":1}""")]
    public async Task Post_KeyOfAnotherRequest_Is422(string path, string body)
    {
        await using var host = await FreshHost.StartAsync();
        await host.Api.PostAsync("/inventory/1/adjust", """{"delta":1}""", Key);

        var reply = await host.Api.PostAsync(path, body, Key);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.Status);
        Assert.Equal("idempotency-key-reused", reply["type"]);
    }

    [Fact]
    public async Task Post_RefusedAtFirst_IsRefusedAgain()
    {
        await using var host = await FreshHost.StartAsync();
        await host.SetStockAsync("1", 0);
        var first = await host.Api.PostAsync("/inventory/1/adjust", """{"delta":-1}""", Key);
        await host.SetStockAsync("1", 5);

        var again = await host.Api.PostAsync("/inventory/1/adjust", """{"delta":-1}""", Key);

        Assert.Equal(HttpStatusCode.Conflict, first.Status);
        Assert.Equal(first.Text, again.Text);
    }

    [Fact]
    public async Task Post_VersionConflictAtFirst_MaySucceedWithTheRightVersion()
    {
        await using var host = await FreshHost.StartAsync();
        await host.SetStockAsync("1", 5);
        var cart = await host.CreateCartAsync("1", 1);
        var first = await host.Api.PostAsync($"/carts/{cart.Id}/checkout", null, ("If-Match", "\"1\""), Key);

        var again = await host.Api.PostAsync($"/carts/{cart.Id}/checkout", null, ("If-Match", "\"2\""), Key);

        Assert.Equal(HttpStatusCode.Conflict, first.Status);
        Assert.Equal(HttpStatusCode.Created, again.Status);
    }

    [Theory]
    [InlineData(23, 1)]
    [InlineData(25, 2)]
    public async Task Post_SameKeyLater_IsRememberedForADay(int hours, int times)
    {
        var time = new ManualTimeProvider();
        await using var host = await FreshHost.StartAsync(time: time);
        await host.SetStockAsync("1", 10);
        await host.Api.PostAsync("/inventory/1/adjust", """{"delta":-1}""", Key);
        time.Now = time.Now.AddHours(hours);

        await host.Api.PostAsync("/inventory/1/adjust", """{"delta":-1}""", Key);

        Assert.Equal(10 - times, (await host.Api.GetAsync("/inventory?productIds=1")).Items[0].GetProperty("available").GetInt32());
    }

    [Fact]
    public async Task Post_SameKeyAfterARestart_GivesTheFirstAnswer()
    {
        using var database = new TemporaryDatabase();
        string first;
        await using (var host = await FreshHost.StartAsync(o => o.Database.Path = database.Path))
            first = (await host.Api.PostAsync("/carts", null, Key)).Text;

        await using var restarted = await FreshHost.StartAsync(o => o.Database.Path = database.Path);

        Assert.Equal(first, (await restarted.Api.PostAsync("/carts", null, Key)).Text);
    }
}
