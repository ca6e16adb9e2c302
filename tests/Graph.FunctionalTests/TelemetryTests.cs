using System.Net;
using Graph.TestKit.Metrics;
using Graph.TestKit.Server;
using Graph.TestKit.Stub;

namespace Graph.FunctionalTests;

/// <summary>In a process of its own, because metrics are a process's.</summary>
public sealed class TelemetryTests : IAsyncLifetime
{
    private StubUpstreams _upstreams = null!;
    private GraphProcess _graph = null!;

    public async ValueTask InitializeAsync()
    {
        _upstreams = await StubUpstreams.StartAsync();
        _graph = await GraphProcess.StartReadyAsync(
            new Dictionary<string, string>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["Upstreams__BaseAddress"] = _upstreams.Address.ToString(),
                ["Upstreams__Defaults__Retry__BaseDelay"] = "00:00:00.001",
                ["Admin__Key"] = "the-right-key-of-this-test",
            });
    }

    public async ValueTask DisposeAsync()
    {
        await _graph.DisposeAsync();
        await _upstreams.DisposeAsync();
    }

    [Fact]
    public async Task Attempts_AreCountedAndTimedByUpstreamMethodRouteAndStatus()
    {
        _upstreams.Users.Fail(StubFault.Status(HttpStatusCode.ServiceUnavailable), times: 1);
        (await _graph.Client.QueryAsync(PageQuery.Document)).WithoutErrors();

        var metrics = await ScrapeAsync();

        (string, string)[] products = [("upstream", "Products"), ("method", "GET"), ("route", "/products?first"), ("status", "200")];
        Assert.Equal(1, metrics.Value("api_request_count_total", products));
        Assert.Equal(1, metrics.Value("api_request_duration_seconds_count", products));
        Assert.True(metrics.Value("api_request_duration_seconds_sum", products) > 0);
        Assert.Equal(2, metrics.Value("api_request_count_total", ("upstream", "Users"), ("status", "200")));
        Assert.Equal(1, metrics.Value("api_request_count_total", ("upstream", "Users"), ("status", "503")));
    }

    [Fact]
    public async Task Failures_AreCountedByCode_AndRetriesAndTheBreakerShow()
    {
        const string query = """{ product(id: "1") { reviews { totalCount } } }""";
        _upstreams.Reviews.Fail(StubFault.Status(HttpStatusCode.InternalServerError));
        for (var i = 0; i < 3; i++)
        {
            await _graph.Client.QueryAsync(query);
        }

        var metrics = await ScrapeAsync();

        Assert.Equal(5, metrics.Value("api_request_count_total", ("upstream", "Reviews"), ("status", "500")));
        Assert.Equal(3, metrics.Value("api_retry_count_total", ("upstream", "Reviews")));
        Assert.Equal(2, metrics.Value("api_request_error_total", ("upstream", "Reviews"), ("code", "UPSTREAM_UNAVAILABLE")));
        Assert.Equal(1, metrics.Value("api_request_error_total", ("upstream", "Reviews"), ("code", "UPSTREAM_CIRCUIT_OPEN")));
        Assert.Equal((2, 0), (metrics.Value("api_circuit_breaker_state", ("upstream", "Reviews")), metrics.Value("api_circuit_breaker_state", ("upstream", "Users"))));
    }

    [Fact]
    public async Task CacheHitRate_IsTheShareOfKeysServedFromMemory()
    {
        await _graph.Client.QueryAsync("""{ productsById(ids: ["1", "2", "3"]) { name } }""");
        await _graph.Client.QueryAsync("""{ productsById(ids: ["1", "2", "3", "4", "5"]) { name } }""");

        var metrics = await ScrapeAsync();

        (string, string)[] products = [("type", "Product"), ("level", "memory")];
        Assert.Equal(3.0 / 8, metrics.Value("api_cache_hit_rate", products), precision: 6);
        Assert.Equal(3, metrics.Value("graph_cache_requests_total", [.. products, ("result", "hit")]));
        Assert.Equal(5, metrics.Value("graph_cache_requests_total", [.. products, ("result", "miss")]));
        Assert.Equal(5, metrics.Value("graph_cache_entries", products));
        Assert.True(metrics.Value("graph_cache_bytes", products) > 500);
    }

    [Fact]
    public async Task CacheTtl_OfATypeThatDoesNotAdapt_IsItsPolicys()
    {
        var metrics = await ScrapeAsync();

        Assert.Equal((30, 300), (metrics.Value("graph_cache_ttl_seconds", ("type", "Inventory")), metrics.Value("graph_cache_ttl_seconds", ("type", "User"))));
        Assert.Equal(0, metrics.Value("graph_cache_scheduled", ("type", "Review")));
    }

    [Fact]
    public async Task Labels_HoldNoIds()
    {
        await _graph.Client.QueryAsync(
            "query Secretive { product(id: \"id-4711\") { name } productsById(ids: [\"1\", \"id-4711\"]) { reviews(first: 3) { nodes { id } } } }");

        var text = await _graph.Client.Http.GetStringAsync("/metrics", TestContext.Current.CancellationToken);

        Assert.DoesNotContain("4711", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Secretive", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RejectedRequests_AreCountedByCode()
    {
        await _graph.Client.QueryAsync("{ nonsense }");
        await _graph.Client.PostAsync("nonsense");

        var metrics = await ScrapeAsync();

        Assert.Equal(1, metrics.Value("graph_request_rejected_total", ("code", "GRAPHQL_VALIDATION_FAILED")));
        Assert.Equal(1, metrics.Value("graph_request_rejected_total", ("code", "BAD_USER_INPUT")));
    }

    [Fact]
    public async Task TraceId_OfTheClient_IsEchoedAndPassedOn()
    {
        const string traceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        var answer = await _graph.Client.QueryAsync(
            """{ product(id: "1") { name } }""",
            headers: new Dictionary<string, string> { ["X-Trace-Id"] = "trace-42", ["traceparent"] = traceParent });

        var call = Assert.Single(_upstreams.Products.Calls);
        Assert.Equal("trace-42", answer.Headers["X-Trace-Id"]);
        Assert.Equal("trace-42", call.Headers["X-Trace-Id"]);
        Assert.StartsWith("00-0af7651916cd43dd8448eb211c80319c-", call.Headers["traceparent"], StringComparison.Ordinal);
        Assert.NotEqual(traceParent, call.Headers["traceparent"]);
    }

    [Fact]
    public async Task Lines_OfARequest_HaveTheTraceThatItsAnswerSays()
    {
        _upstreams.Products.Fail(StubFault.Body("nonsense"));

        var answer = await _graph.Client.QueryAsync("""{ product(id: "1") { name } }""");

        await _graph.UntilLoggedAsync("\"EventId\":1100", $"\"TraceId\":\"{answer.Headers["X-Trace-Id"]}\"");
        await _graph.UntilLoggedAsync("a body that is not what its contract says", $"\"TraceId\":\"{answer.Headers["X-Trace-Id"]}\"");
    }

    [Fact]
    public async Task Traceparent_OfTheClient_IsTheTraceOfEveryEndpoint()
    {
        const string id = "0af7651916cd43dd8448eb211c80319c";
        var headers = new Dictionary<string, string> { ["traceparent"] = $"00-{id}-b7ad6b7169203331-01", ["X-Admin-Key"] = "wrong" };

        var answer = await _graph.Client.QueryAsync("""{ product(id: "1") { name } }""", headers: headers);
        await _graph.Client.InvalidateAsync("""{"keys": ["product:1"]}""", headers);

        Assert.Equal(id, answer.Headers["X-Trace-Id"]);
        await _graph.UntilLoggedAsync("\"EventId\":1100", $"\"TraceId\":\"{id}\"");
        await _graph.UntilLoggedAsync("without the right admin key", $"\"TraceId\":\"{id}\"");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not for a log; or is it?")]
    public async Task TraceId_MissingOrHarmful_IsReplaced(string? sent)
    {
        var answer = await _graph.Client.QueryAsync(
            """{ product(id: "1") { name } }""", headers: sent is null ? null : new Dictionary<string, string> { ["X-Trace-Id"] = sent });

        Assert.Matches("^[0-9a-f]{32}$", answer.Headers["X-Trace-Id"]);
        Assert.Equal(answer.Headers["X-Trace-Id"], Assert.Single(_upstreams.Products.Calls).Headers["X-Trace-Id"]);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_OfAReadyGraph_IsGood(string path)
    {
        using var answer = await _graph.Client.Http.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private Task<PrometheusMetrics> ScrapeAsync() => _graph.Client.GetMetricsAsync();
}
