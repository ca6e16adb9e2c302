using System.Net;
using Graph.TestKit;
using Graph.TestKit.Server;
using Graph.TestKit.Stub;
using Microsoft.Extensions.Logging;

namespace Graph.FunctionalTests;

/// <summary>Operations that fill the cache before the first client comes.</summary>
public sealed class WarmUpTests
{
    private const string Product = """{ product(id: "1") { name } }""";

    [Fact]
    public async Task Critical_HasRunWhenTheInstanceIsReady_SoThatTheFirstReadCallsNoUpstream()
    {
        await using var graph = await GraphServer.StartAsync(
            ("WarmUp:Operations:page:Query", PageQuery.Document), ("WarmUp:Operations:page:Critical", "true"));
        var warmed = graph.Upstreams.CallCount;
        graph.Upstreams.ForgetCalls();

        var answer = (await graph.Client.QueryAsync(PageQuery.Document)).WithoutErrors();

        Assert.Equal(PageQuery.CallsOf(graph.Upstreams.Data), warmed);
        Assert.Equal(0, graph.Upstreams.CallCount);
        Assert.Equal(graph.Upstreams.Data.ProductIdsByName.Take(50), answer.Texts("products.nodes", "id"));
        Assert.Contains(graph.Logs.Lines, line => line.Message.StartsWith("Warm-up before readiness: 1 of 1 operations succeeded", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NotCritical_FromAFile_RunsAfterReadinessAndFillsTheCacheToo()
    {
        var file = Path.Combine(AppContext.BaseDirectory, $"{Guid.NewGuid():n}.graphql"); // the content root of the tests' graph
        await File.WriteAllTextAsync(file, "query ($id: ID!) { product(id: $id) { name } }", TestContext.Current.CancellationToken);
        await using var graph = await GraphServer.StartAsync(
            ("WarmUp:Operations:page:File", Path.GetFileName(file)), ("WarmUp:Operations:page:Variables", """{"id": "1"}"""));
        await UntilLoggedAsync(graph, "Warm-up after readiness: 1 of 1 operations succeeded");
        File.Delete(file);

        (await graph.Client.QueryAsync(Product)).WithoutErrors();

        Assert.Equal(["/products?ids=1"], graph.Upstreams.Paths);
        Assert.DoesNotContain("Authorization", Assert.Single(graph.Upstreams.Products.Calls).Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Critical_WhileItsUpstreamAnswersSlowly_KeepsTheInstanceFromBeingReady()
    {
        await using var upstreams = await StubUpstreams.StartAsync();
        var gate = upstreams.Products.Hold();
        await using var graph = GraphProcess.Start(
            new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["Upstreams__BaseAddress"] = upstreams.Address.ToString() },
            "--Upstreams:Defaults:Timeout:Attempt=00:00:40", "--Upstreams:Defaults:Timeout:Total=00:00:40", "--Limits:RequestTimeout=00:01:00",
            "--WarmUp:Operations:page:Critical=true", "--WarmUp:Operations:page:Timeout=00:01:00", "--WarmUp:CriticalTimeout=00:01:00",
            "--WarmUp:Operations:page:Query", Product);
        await gate.Holding;
        await graph.WaitUntilStartedAsync();

        var (status, body) = await ReadinessAsync(graph.Client);
        gate.Open();
        await graph.WaitUntilReadyAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("""{"status":"not ready","missing":{"warm-up":"critical warm-up operations still to run: 1"}}""", body);
        (await graph.Client.QueryAsync(Product)).WithoutErrors();
        Assert.Equal(1, upstreams.CallCount);
        Assert.Equal(1, (await graph.Client.GetMetricsAsync()).Value("graph_warmup_duration_seconds_count", ("result", "succeeded")));
    }

    [Fact]
    public async Task Critical_WithEmbeddedUpstreams_RunsWhenTheyAnswer()
    {
        await using var graph = await GraphServer.StartAsync(new GraphServerOptions { WithStub = false }.With(
            ("WarmUp:Operations:page:Query", PageQuery.Document), ("WarmUp:Operations:page:Critical", "true")));

        Assert.DoesNotContain(graph.Logs.Lines, line => line.Level >= LogLevel.Warning && line.Message.Contains("warm-up", StringComparison.Ordinal));
        Assert.Contains(graph.Logs.Lines, line => line.Message.StartsWith("Warm-up before readiness: 1 of 1 operations succeeded", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Critical_Failing_DoesNotStopTheStart()
    {
        await using var upstreams = await StubUpstreams.StartAsync();
        upstreams.Products.Fail(StubFault.Status(HttpStatusCode.ServiceUnavailable));

        await using var graph = await StartAsync(
            upstreams, ("Upstreams:Defaults:Retry:MaxAttempts", "0"),
            ("WarmUp:Operations:0:Query", "{ nonsense }"), ("WarmUp:Operations:0:Critical", "true"),
            ("WarmUp:Operations:1:Query", Product), ("WarmUp:Operations:1:Critical", "true"),
            ("WarmUp:Operations:2:Query", """mutation { signOut: __typename }"""), ("WarmUp:Operations:2:Critical", "true"));
        upstreams.Products.Heal();

        (await graph.Client.QueryAsync(Product)).WithoutErrors();
        var warnings = graph.Logs.Lines.Where(line => line.Message.StartsWith("The warm-up operation", StringComparison.Ordinal)).ToArray();
        Assert.Equal(3, warnings.Length);
        Assert.Contains("GRAPHQL_VALIDATION_FAILED", warnings[0].Message, StringComparison.Ordinal);
        Assert.Contains("UPSTREAM_UNAVAILABLE at product: ", warnings[1].Message, StringComparison.Ordinal);
        Assert.Contains("it is a mutation", warnings[2].Message, StringComparison.Ordinal);
        Assert.Empty(graph.Logs.Errors);
    }

    [Fact]
    public async Task Critical_Hanging_IsCutAtItsTimeout_AndWhatItHasAskedForStillFillsTheCache()
    {
        await using var upstreams = await StubUpstreams.StartAsync();
        var gate = upstreams.Products.Hold();

        await using var graph = await StartAsync(
            upstreams, ("WarmUp:Operations:page:Query", Product), ("WarmUp:Operations:page:Critical", "true"),
            ("WarmUp:Operations:page:Timeout", "00:00:00.2"));
        var readyWhileHeld = upstreams.Products.CallCount;
        gate.Open();
        (await graph.Client.QueryAsync(Product)).WithoutErrors();

        Assert.Equal(1, readyWhileHeld);
        Assert.Equal(1, upstreams.CallCount);
        Assert.Contains(graph.Logs.Lines, line => line.Level == LogLevel.Warning
            && line.Message.EndsWith("no answer in time (WarmUp:Operations:page:Timeout)", StringComparison.Ordinal));
    }

    private static Task<GraphServer> StartAsync(StubUpstreams upstreams, params (string, string)[] settings) => GraphServer.StartAsync(
        new GraphServerOptions { WithStub = false }.With([("Upstreams:BaseAddress", upstreams.Address.ToString()), .. settings]));

    private static Task UntilLoggedAsync(GraphServer graph, string message) => Patience.UntilAsync(
        () => Task.FromResult(graph.Logs.Lines.Any(line => line.Message.StartsWith(message, StringComparison.Ordinal))),
        () => $"Not logged: {message}");

    private static async Task<(HttpStatusCode Status, string Body)> ReadinessAsync(GraphClient client)
    {
        using var answer = await client.Http.GetAsync("/health/ready");
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
