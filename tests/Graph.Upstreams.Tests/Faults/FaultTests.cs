using System.Net;
using Graph.Upstreams.Tests.Support;

namespace Graph.Upstreams.Tests.Faults;

public sealed class FaultTests
{
    [Fact]
    public async Task Post_Status_FailsThatServiceAlone()
    {
        await using var host = await FreshHost.StartAsync();

        var fault = await host.Api.PostAsync("/faults", """{"service":"reviews","status":503}""");

        var reply = await host.Api.GetAsync("/reviews?ids=1", ("X-Trace-Id", "t"));
        Assert.Equal("""{"service":"reviews","latencyMs":0,"errorRate":1,"status":503,"resetRate":0,"afterWrite":false}""", fault.Text);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.Status);
        Assert.Equal("application/problem+json", reply.MediaType);
        Assert.Equal(["t"], reply.Headers.GetValues("X-Trace-Id"));
        Assert.Equal(HttpStatusCode.OK, (await host.Api.GetAsync("/products/1")).Status);
    }

    [Fact]
    public async Task Delete_EndsOneFaultOrAll()
    {
        await using var host = await FreshHost.StartAsync();
        foreach (var service in (string[])["all", "users", "carts"])
            await host.Api.PostAsync("/faults", $$"""{"service":"{{service}}","errorRate":1}""");

        await host.Api.DeleteAsync("/faults?service=all");
        var afterOne = (await host.Api.GetAsync("/faults")).Strings("service");
        await host.Api.DeleteAsync("/faults");

        Assert.Equal(["carts", "users"], afterOne);
        Assert.Equal("[]", (await host.Api.GetAsync("/faults")).Text);
        Assert.Equal(HttpStatusCode.OK, (await host.Api.GetAsync("/users/1")).Status);
    }

    [Fact]
    public async Task Post_All_SparesAServiceWithAFaultOfItsOwn()
    {
        await using var host = await FreshHost.StartAsync();
        await host.Api.PostAsync("/faults", """{"service":"all","status":500}""");
        await host.Api.PostAsync("/faults", """{"service":"users","errorRate":0}""");

        Assert.Equal(HttpStatusCode.InternalServerError, (await host.Api.GetAsync("/products/1")).Status);
        Assert.Equal(HttpStatusCode.OK, (await host.Api.GetAsync("/users/1")).Status);
    }

    [Fact]
    public async Task Post_Latency_HoldsTheAnswerBack()
    {
        var time = new ManualTimeProvider();
        await using var host = await FreshHost.StartAsync(time: time);
        await host.Api.PostAsync("/faults", """{"service":"products","latencyMs":5000}""");

        var request = host.Api.GetAsync("/products/1");
        var wait = await time.NextAsync(TimeSpan.FromSeconds(5));
        var answeredEarly = request.IsCompleted;
        wait.Fire();

        Assert.False(answeredEarly);
        Assert.Equal(HttpStatusCode.OK, (await request).Status);
    }

    [Fact]
    public async Task Post_ResetRate_CutsTheConnection()
    {
        await using var host = await FreshHost.StartAsync();
        await host.Api.PostAsync("/faults", """{"service":"products","resetRate":1}""");

        await Assert.ThrowsAsync<HttpRequestException>(() => host.Api.GetAsync("/products/1"));
    }

    [Fact]
    public async Task Post_AfterWrite_LosesTheAnswerOfAWriteThatHappened()
    {
        await using var host = await FreshHost.StartAsync();
        await host.SetStockAsync("1", 5);
        await host.Api.PostAsync("/faults", """{"service":"inventory","status":502,"afterWrite":true}""");

        var lost = await host.Api.PostAsync("/inventory/1/adjust", """{"delta":-1}""", ("Idempotency-Key", "k"));
        var read = await host.Api.GetAsync("/inventory?productIds=1");
        await host.Api.DeleteAsync("/faults");
        var again = await host.Api.PostAsync("/inventory/1/adjust", """{"delta":-1}""", ("Idempotency-Key", "k"));

        Assert.Equal(HttpStatusCode.BadGateway, lost.Status);
        Assert.Equal(4, read.Items[0].GetProperty("available").GetInt32());
        Assert.Equal(4, again.Json.GetProperty("available").GetInt32());
    }

    [Fact]
    public async Task Post_AfterWriteWithoutALoss_GivesTheAnswerWhole()
    {
        await using var host = await FreshHost.StartAsync();
        await host.Api.PostAsync("/faults", """{"service":"carts","afterWrite":true}""");

        var cart = await host.Api.PostAsync("/carts");

        Assert.Equal(HttpStatusCode.Created, cart.Status);
        Assert.Equal(cart.Text, (await host.Api.GetAsync($"/carts/{cart.Id}")).Text);
    }

    [Theory]
    [InlineData("""{"service":"nope","status":500}""")]
    [InlineData("""{"status":500}""")]
    [InlineData("""{"service":"users","status":200}""")]
    [InlineData("""{"service":"users","errorRate":1.2}""")]
    [InlineData("""{"service":"users","errorRate":1e300}""")]
    [InlineData("""{"service":"users","latencyMs":-1}""")]
    [InlineData("""{"service":"users","resetRate":"often"}""")]
    [InlineData("""{"service":"users","delay":1}""")]
    public async Task Post_BadFault_Is400AndNotInForce(string body)
    {
        await using var host = await FreshHost.StartAsync();

        var reply = await host.Api.PostAsync("/faults", body);

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal("application/problem+json", reply.MediaType);
        Assert.Equal("[]", (await host.Api.GetAsync("/faults")).Text);
    }
}
