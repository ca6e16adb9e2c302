using System.Net;
using System.Text.Json.Nodes;

namespace Graph.Tests.Hosting.Health;

public sealed class HealthTests
{
    [Fact]
    public async Task Ready_AllConditionsHold_Is200AndNeverCached()
    {
        await using var server = await HostingServer.StartAsync(new Condition("schema", null));

        var (status, body, headers) = await server.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("""{"status":"ready"}""", body);
        Assert.True(headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Ready_ConditionsMissing_Is503AndListsThemAll()
    {
        await using var server = await HostingServer.StartAsync(
            new Condition("schema", "The schema is being built."), new Condition("upstreams", "They are starting."), new Condition("fine", null));

        var (status, body, _) = await server.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("The schema is being built.", (string?)JsonNode.Parse(body)!["missing"]!["schema"]);
        Assert.Equal("They are starting.", (string?)JsonNode.Parse(body)!["missing"]!["upstreams"]);
        Assert.Null(JsonNode.Parse(body)!["missing"]!["fine"]);
    }

    [Fact]
    public async Task Ready_ServesWithLessThanAll_Is200AndSaysSo()
    {
        await using var server = await HostingServer.StartAsync(new Condition("schema", null), new Condition("log", null, "It is away."));

        var (status, body, _) = await server.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("""{"status":"degraded","degraded":{"log":"It is away."}}""", body);
    }

    [Fact]
    public async Task Ready_OneIsDegradedAndAnotherMissing_Is503()
    {
        await using var server = await HostingServer.StartAsync(new Condition("schema", "It is being built."), new Condition("log", null, "It is away."));

        var (status, body, _) = await server.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("""{"status":"not ready","missing":{"schema":"It is being built."}}""", body);
    }

    [Fact]
    public async Task Live_ConditionsMissing_Is200()
    {
        await using var server = await HostingServer.StartAsync(new Condition("schema", "The schema is being built."));

        var (status, body, _) = await server.GetAsync("/health/live");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("""{"status":"live"}""", body);
    }

    [Fact]
    public async Task Stop_WithDrainDelay_IsNotReadyFirstAndServesUntilItHasPassed()
    {
        await using var server = await HostingServer.StartAsync();
        var delay = server.Time.NextTimer;

        var stop = server.StopAsync();
        await delay;
        var (status, _, _) = await server.GetAsync("/health/ready");
        var servedWhileStopping = !stop.IsCompleted;
        server.Time.Advance(HostingServer.DrainDelay);
        await stop;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.True(servedWhileStopping);
        await Assert.ThrowsAsync<HttpRequestException>(() => server.GetAsync("/health/ready"));
    }

    [Fact]
    public async Task Answer_Any_DoesNotNameTheServer()
    {
        await using var server = await HostingServer.StartAsync();

        var (_, _, headers) = await server.GetAsync("/health/live");

        Assert.Empty(headers.Server);
    }
}
