using Graph.TestKit.Server;
using Graph.TestKit.Stub;
using Microsoft.Extensions.Logging;

namespace Graph.FunctionalTests;

public sealed class LogTests
{
    private const string Secret = "s3cr3t-that-must-not-show";

    [Fact]
    public async Task Logs_OfRequestsWithSecrets_HoldNone()
    {
        await using var graph = await GraphServer.StartAsync(("Admin:Key", Secret + "-key"), ("Cursors:Secret", Secret + "-cursors"));
        var headers = new Dictionary<string, string> { ["Authorization"] = $"Bearer {Secret}", ["X-Admin-Key"] = Secret + "-key", ["Cookie"] = Secret };

        await graph.Client.QueryAsync("query($id: ID!) { product(id: $id) { name inventory { available } } }", new { id = Secret }, headers);
        await graph.Client.QueryAsync($$"""{ product(id: "{{Secret}}") { nonsense } }""", headers: headers);
        await graph.Client.InvalidateAsync("""{"keys": ["product:1"]}""", headers);
        await graph.Client.InvalidateAsync("nonsense", headers);

        Assert.NotEmpty(graph.Logs.Lines);
        Assert.DoesNotContain(graph.Logs.Lines, line => line.ToString().Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Request_OfAClient_IsOneLineWithItsTraceId()
    {
        await using var graph = await GraphServer.StartAsync();

        await graph.Client.QueryAsync("query Named { __typename }", headers: new Dictionary<string, string> { ["X-Trace-Id"] = "trace-99" });

        var line = Assert.Single(
            graph.Logs.Lines, line => line.Level >= LogLevel.Information && line.Message.Contains("trace-99", StringComparison.Ordinal));
        Assert.Contains("Named", line.Message, StringComparison.Ordinal);
        Assert.Contains("200", line.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production", "\"Message\":\"POST query Named answered 200", "\"TraceId\":\"")]
    [InlineData("Development", "POST query Named answered 200", "TraceId:")]
    public async Task Lines_OfAProcess_AreAsItsEnvironmentHasThem(string environment, params string[] expected)
    {
        await using var upstreams = await StubUpstreams.StartAsync();
        await using var graph = await GraphProcess.StartReadyAsync(upstreams, environment);

        await graph.Client.QueryAsync("query Named { __typename }");

        await graph.UntilLoggedAsync(expected);
    }
}
