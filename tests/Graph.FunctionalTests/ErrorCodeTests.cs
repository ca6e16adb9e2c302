using System.Net;
using Graph.Execution;
using Graph.Execution.Documents;
using Graph.Execution.Results;
using Graph.TestKit;
using Graph.TestKit.Server;
using Graph.TestKit.Stub;
using GraphQLParser.AST;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Graph.FunctionalTests;

/// <summary>One test for each code that nothing else in this project shows.</summary>
public sealed class ErrorCodeTests
{
    private const string Query = """{ product(id: "1") { name } }""";
    private static readonly (string, string) NoRetry = ("Upstreams:Defaults:Retry:MaxAttempts", "0");

    [Fact]
    public async Task UpstreamUnavailable_NobodyListens()
    {
        await using var graph = await GraphServer.StartAsync(NoRetry, ("Upstreams:Products:BaseAddress", "http://127.0.0.1:9"));

        var error = Assert.Single((await graph.Client.QueryAsync(Query)).Errors);

        Assert.Equal(("UPSTREAM_UNAVAILABLE", "Products", true), (error.Code, error.Upstream, error.Retryable));
    }

    [Fact]
    public async Task UpstreamRejected_TheServiceSaysNo()
    {
        await using var graph = await GraphServer.StartAsync();
        graph.Upstreams.Products.Fail(StubFault.Status(HttpStatusCode.Forbidden));

        var error = Assert.Single((await graph.Client.QueryAsync(Query)).Errors);

        Assert.Equal(("UPSTREAM_REJECTED", "Products", false), (error.Code, error.Upstream, error.Retryable));
        Assert.Equal(1, graph.Upstreams.Products.CallCount);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("""{"items": []}""")]
    [InlineData("[7]")]
    [InlineData("""[{"name": "without an id"}]""")]
    [InlineData("""[{"id": "1", "name": null}]""")]
    public async Task UpstreamInvalidResponse_TheBodyBreaksTheContract(string body)
    {
        await using var graph = await GraphServer.StartAsync();
        graph.Upstreams.Products.Fail(StubFault.Body(body));

        var error = Assert.Single((await graph.Client.QueryAsync(Query)).Errors);

        Assert.Equal(("UPSTREAM_INVALID_RESPONSE", "Products", false), (error.Code, error.Upstream, error.Retryable));
        Assert.Empty(graph.Logs.Errors);
    }

    [Fact]
    public async Task UpstreamInvalidResponse_TheBodyIsOverItsLimit()
    {
        await using var graph = await GraphServer.StartAsync(("Upstreams:Products:MaxResponseBytes", "1000"));
        graph.Upstreams.Products.Spoil("1", product => product["description"] = new string('x', 1_000));

        var error = Assert.Single((await graph.Client.QueryAsync(Query)).Errors);

        Assert.Equal("UPSTREAM_INVALID_RESPONSE", error.Code);
    }

    [Fact]
    public async Task UpstreamStale_ItAnswersWithLessThanItHasShown()
    {
        const string query = """{ product(id: "1") { inventory { available } } }""";
        var time = new FakeTimeProvider();
        await using var graph = await GraphServer.StartAsync(new GraphServerOptions { Time = time }.With(("EntityCache:Jitter", "0")));
        graph.Upstreams.Data.Change(data => data.Inventory["1"]["version"] = 8);
        (await graph.Client.QueryAsync(query)).WithoutErrors();
        graph.Upstreams.Data.Change(data => data.Inventory["1"]["version"] = 7);
        time.Advance(TimeSpan.FromMinutes(3));

        // It is asked three times, with waits of 50 and 200 ms between.
        var answer = graph.Client.QueryAsync(query);
        await Patience.UntilAsync(
            () =>
            {
                time.Advance(TimeSpan.FromMilliseconds(50));
                return Task.FromResult(answer.IsCompleted);
            },
            () => "No answer.");

        var error = Assert.Single((await answer).Errors);
        Assert.Equal(("UPSTREAM_STALE", "Inventory", true), (error.Code, error.Upstream, error.Retryable));
        Assert.Equal(4, graph.Upstreams.Inventory.CallCount);
    }

    [Fact]
    public async Task RequestTimeout_TheDeadlinePasses()
    {
        await using var graph = await GraphServer.StartAsync(("Limits:RequestTimeout", "00:00:00.200"));
        graph.Upstreams.Products.Hold();

        var answer = await graph.Client.QueryAsync(Query);

        Assert.Equal(HttpStatusCode.GatewayTimeout, answer.StatusCode);
        Assert.Equal("REQUEST_TIMEOUT", Assert.Single(answer.Errors).Code);
        Assert.Empty(graph.Logs.Errors);
    }

    [Fact]
    public async Task Overloaded_NoPlaceAndNoQueue()
    {
        await using var graph = await GraphServer.StartAsync(("Limits:ConcurrentExecutions", "1"), ("Limits:ExecutionQueue", "0"));
        var gate = graph.Upstreams.Products.Hold();
        var first = graph.Client.QueryAsync(Query);
        await graph.Upstreams.Products.WaitForCallsAsync(1);

        var second = await graph.Client.QueryAsync(Query);
        gate.Open();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
        Assert.Equal("OVERLOADED", Assert.Single(second.Errors).Code);
        Assert.Equal("1", second.Headers["Retry-After"]);
        (await first).WithoutErrors();
    }

    [Fact]
    public async Task CostLimitExceeded_ListsOfLists()
    {
        await using var graph = await GraphServer.StartAsync();

        var answer = await graph.Client.QueryAsync(
            "{ products(first: 100) { nodes { reviews(first: 100) { nodes { author { name } product { recommendations(first: 10) { id } } } } } } }");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("COST_LIMIT_EXCEEDED", Assert.Single(answer.Errors).Code);
        Assert.Equal(0, graph.Upstreams.CallCount);
    }

    [Fact]
    public async Task DepthLimitExceeded_OneFieldTooDeep()
    {
        const string into = "seller { name } recommendations(first: 1) { ";
        await using var graph = await GraphServer.StartAsync(("Limits:Depth", "6"));

        var within = await graph.Client.QueryAsync($$"""{ product(id: "1") { {{into}} {{into}} {{into}} id } } } } }""");
        var beyond = await graph.Client.QueryAsync($$"""{ product(id: "1") { {{into}} {{into}} {{into}} {{into}} {{into}} id } } } } } } }""");

        within.WithoutErrors();
        Assert.Equal("DEPTH_LIMIT_EXCEEDED", Assert.Single(beyond.Errors).Code);
    }

    [Fact]
    public async Task LimitExceeded_TooManyUpstreamCalls()
    {
        await using var graph = await GraphServer.StartAsync(("Limits:UpstreamCalls", "1"));

        var answer = await graph.Client.QueryAsync("""{ product(id: "1") { name inventory { available } } }""");

        var error = Assert.Single(answer.Errors);
        Assert.Equal(("LIMIT_EXCEEDED", "product.inventory"), (error.Code, error.Path));
        Assert.Contains("Limits:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Internal_ADefectIsMaskedAndLogged()
    {
        await using var graph = await GraphServer.StartAsync(new GraphServerOptions
        {
            Configure = builder => builder.Services.AddSingleton<IOperationEngine, DefectiveEngine>(),
        });

        var answer = await graph.Client.QueryAsync(Query, headers: new Dictionary<string, string> { ["X-Trace-Id"] = "trace-7" });

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal(("INTERNAL", "trace-7"), (Assert.Single(answer.Errors).Code, answer.Errors[0].TraceId));
        Assert.DoesNotContain(DefectiveEngine.Secret, answer.Body, StringComparison.Ordinal);
        Assert.Contains(graph.Logs.Errors, line => line.ToString().Contains("trace-7", StringComparison.Ordinal));
    }

    private sealed class DefectiveEngine : IOperationEngine
    {
        public const string Secret = "details of the defect";

        public Task<OperationResult> RunAsync(
            PreparedDocument document, GraphQLOperationDefinition operation, OperationRequest request, CancellationToken cancellation) =>
            throw new InvalidOperationException(Secret);
    }
}
