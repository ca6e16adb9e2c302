using System.Net;
using Graph.TestKit.Server;

namespace Graph.FunctionalTests;

public sealed class AdminAccessTests
{
    private const string Body = """{"keys": ["product:1"]}""";
    private const string Query = """{ product(id: "1") { name } }""";
    private const string Key = "the-admin-key-of-this-test";

    [Fact]
    public async Task Production_WithoutAKey_HasNoAdmin()
    {
        await using var graph = await GraphServer.StartAsync(new GraphServerOptions { Environment = "Production" });

        var answer = await graph.Client.InvalidateAsync(Body);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("", HttpStatusCode.Unauthorized)]
    [InlineData("the-admin-key-of-this-tesT", HttpStatusCode.Unauthorized)]
    [InlineData(Key, HttpStatusCode.OK)]
    public async Task Production_WithAKey_AsksForIt(string? sent, HttpStatusCode expected)
    {
        await using var graph = await GraphServer.StartAsync(new GraphServerOptions { Environment = "Production" }.With(("Admin:Key", Key)));
        await graph.Client.QueryAsync(Query);
        graph.Upstreams.ForgetCalls();

        var answer = await graph.Client.InvalidateAsync(Body, sent is null ? null : new Dictionary<string, string> { ["X-Admin-Key"] = sent });
        await graph.Client.QueryAsync(Query);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK ? 1 : 0, graph.Upstreams.CallCount);
        Assert.DoesNotContain(graph.Logs.Lines, line => line.ToString().Contains(Key, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("Production", null, null, HttpStatusCode.NotFound)]
    [InlineData("Production", Key, null, HttpStatusCode.Unauthorized)]
    [InlineData("Production", Key, "another-key", HttpStatusCode.Unauthorized)]
    [InlineData("Production", Key, Key, HttpStatusCode.OK)]
    [InlineData("Development", Key, null, HttpStatusCode.Unauthorized)]
    [InlineData("Development", null, null, HttpStatusCode.OK)]
    public async Task CacheReport_IsOpenToWhomInvalidationIs(string environment, string? key, string? sent, HttpStatusCode expected)
    {
        var options = new GraphServerOptions { Environment = environment };
        await using var graph = await GraphServer.StartAsync(key is null ? options : options.With(("Admin:Key", key)));

        var answer = await graph.Client.GetCacheAsync(sent is null ? null : new Dictionary<string, string> { ["X-Admin-Key"] = sent });

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK, answer.Body.Contains("\"totals\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Development_WithAKey_AsksForItToo()
    {
        await using var graph = await GraphServer.StartAsync(("Admin:Key", Key));

        var answer = await graph.Client.InvalidateAsync(Body);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    // A page of another site can make a browser on this machine send requests here; its name for this machine gives it away.
    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:5000")]
    [InlineData("localhost.evil.example")]
    public async Task Development_HostIsNotLoopback_IsRefused(string host)
    {
        await using var graph = await GraphServer.StartAsync();
        await graph.Client.QueryAsync(Query);
        graph.Upstreams.ForgetCalls();

        var answer = await graph.Client.InvalidateAsync(Body, new Dictionary<string, string> { ["Host"] = host });
        var report = await graph.Client.GetCacheAsync(new Dictionary<string, string> { ["Host"] = host });
        await graph.Client.QueryAsync(Query);

        Assert.InRange((int)answer.StatusCode, 400, 499);
        Assert.InRange((int)report.StatusCode, 400, 499);
        Assert.Equal(0, graph.Upstreams.CallCount);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1:5000")]
    [InlineData("[::1]")]
    public async Task Development_HostIsLoopback_IsServed(string host)
    {
        await using var graph = await GraphServer.StartAsync();

        var answer = await graph.Client.InvalidateAsync(Body, new Dictionary<string, string> { ["Host"] = host });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
