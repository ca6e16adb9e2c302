using System.Net;
using System.Text.Json;
using Graph.TestKit.Server;
using Graph.TestKit.Stub;
using Microsoft.Extensions.Time.Testing;

namespace Graph.FunctionalTests;

public sealed class PartialErrorTests
{
    private static readonly (string, string) NoDelay = ("Upstreams:Defaults:Retry:BaseDelay", "00:00:00");
    private static readonly (string, string) NoRetry = ("Upstreams:Defaults:Retry:MaxAttempts", "0");

    [Fact]
    public async Task Reviews_Answer500_CostOnlyTheirOwnFields()
    {
        await using var graph = await GraphServer.StartAsync(NoDelay);
        graph.Upstreams.Reviews.Fail(StubFault.Status(HttpStatusCode.InternalServerError));

        var answer = await graph.Client.QueryAsync(PageQuery.Document);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.All(answer.At("products.nodes").EnumerateArray(), product => Assert.Equal(JsonValueKind.Null, product.GetProperty("reviews").ValueKind));
        Assert.All(answer.At("products.nodes").EnumerateArray(), product => Assert.Equal(JsonValueKind.Object, product.GetProperty("inventory").ValueKind));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"products.nodes.{i}.reviews"), answer.Errors.Select(error => error.Path));
        Assert.All(answer.Errors, error => Assert.Equal(("UPSTREAM_UNAVAILABLE", "Reviews", true), (error.Code, error.Upstream, error.Retryable)));
    }

    [Fact]
    public async Task Error_OfAnUpstream_CarriesTheTraceIdAndNothingOfItsText()
    {
        await using var graph = await GraphServer.StartAsync(NoRetry);
        graph.Upstreams.Inventory.Fail(StubFault.Status(HttpStatusCode.InternalServerError, detail: "db01.internal is down"));

        var answer = await graph.Client.QueryAsync(
            """{ product(id: "1") { inventory { available } } }""", headers: new Dictionary<string, string> { ["X-Trace-Id"] = "trace-42" });

        Assert.Equal("trace-42", Assert.Single(answer.Errors).TraceId);
        Assert.DoesNotContain("db01", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(graph.Upstreams.Address.Authority, answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Breaker_FiveFailuresInARow_OpensAndNoMoreCallsAreMade()
    {
        const string query = """{ product(id: "1") { reviews { totalCount } } }""";
        await using var graph = await GraphServer.StartAsync(NoRetry);
        graph.Upstreams.Reviews.Fail(StubFault.Status(HttpStatusCode.InternalServerError));

        var codes = new List<string?>();
        for (var i = 0; i < 8; i++)
        {
            codes.Add(Assert.Single((await graph.Client.QueryAsync(query)).Errors).Code);
        }

        Assert.Equal(Enumerable.Repeat("UPSTREAM_UNAVAILABLE", 5).Concat(Enumerable.Repeat("UPSTREAM_CIRCUIT_OPEN", 3)), codes);
        Assert.Equal(5, graph.Upstreams.Reviews.CallCount);
        Assert.Equal(1, graph.Upstreams.Products.CallCount);
    }

    [Fact]
    public async Task Breaker_AfterTheBreak_OneProbeClosesIt()
    {
        const string query = """{ product(id: "1") { reviews { totalCount } } }""";
        var time = new FakeTimeProvider();
        await using var graph = await GraphServer.StartAsync(new GraphServerOptions { Time = time }.With(NoRetry));
        graph.Upstreams.Reviews.Fail(StubFault.Status(HttpStatusCode.InternalServerError), times: 5);
        for (var i = 0; i < 5; i++)
        {
            await graph.Client.QueryAsync(query);
        }

        time.Advance(TimeSpan.FromSeconds(59));
        var before = await graph.Client.QueryAsync(query);
        time.Advance(TimeSpan.FromSeconds(1));
        var after = await graph.Client.QueryAsync(query);

        Assert.Equal("UPSTREAM_CIRCUIT_OPEN", Assert.Single(before.Errors).Code);
        Assert.Equal(12, after.WithoutErrors().At("product.reviews.totalCount").GetInt32());
        Assert.Equal(6, graph.Upstreams.Reviews.CallCount);
    }

    [Fact]
    public async Task Retry_FailsTwiceThenAnswers_TheClientSeesNoError()
    {
        await using var graph = await GraphServer.StartAsync(NoDelay);
        graph.Upstreams.Products.Fail(StubFault.Status(HttpStatusCode.ServiceUnavailable), times: 2);

        var answer = (await graph.Client.QueryAsync("""{ product(id: "1") { name } }""")).WithoutErrors();

        Assert.NotNull(answer.At("product.name").GetString());
        Assert.Equal(3, graph.Upstreams.Products.CallCount);
    }

    [Fact]
    public async Task Retry_RetryAfterIsBeyondTheDeadline_FailsAtOnce()
    {
        await using var graph = await GraphServer.StartAsync(NoDelay);
        graph.Upstreams.Products.Fail(StubFault.Status(HttpStatusCode.TooManyRequests, retryAfter: TimeSpan.FromMinutes(1)));

        var answer = await graph.Client.QueryAsync("""{ product(id: "1") { name } }""");

        Assert.Equal("UPSTREAM_UNAVAILABLE", Assert.Single(answer.Errors).Code);
        Assert.Equal(1, graph.Upstreams.Products.CallCount);
    }

    [Fact]
    public async Task Batch_OneBadProduct_FailsOnlyItsOwnKey()
    {
        await using var graph = await GraphServer.StartAsync();
        graph.Upstreams.Products.Spoil("3", product => product.Remove("name"));

        var answer = await graph.Client.QueryAsync("""{ productsById(ids: ["1", "2", "3", "4"]) { id } }""");

        Assert.Equal(["1", "2", null, "4"], answer.Texts("productsById", "id"));
        var error = Assert.Single(answer.Errors);
        Assert.Equal(("productsById.2", "UPSTREAM_INVALID_RESPONSE", "Products"), (error.Path, error.Code, error.Upstream));
        Assert.Equal(1, graph.Upstreams.Products.CallCount);
    }

    [Fact]
    public async Task Batch_AnswerIsNotJson_FailsAllOfItsKeys()
    {
        await using var graph = await GraphServer.StartAsync();
        graph.Upstreams.Inventory.Fail(StubFault.Body("<html>Welcome</html>", "text/html"));

        var answer = await graph.Client.QueryAsync("{ products(first: 3) { nodes { id inventory { available } } } }");

        Assert.Equal(3, answer.Texts("products.nodes", "id").Count);
        Assert.Equal(Enumerable.Range(0, 3).Select(i => $"products.nodes.{i}.inventory"), answer.Errors.Select(error => error.Path));
        Assert.All(answer.Errors, error => Assert.Equal("UPSTREAM_INVALID_RESPONSE", error.Code));
        Assert.DoesNotContain("html", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_MoreThanAHundred_AreCountedByTheLast()
    {
        await using var graph = await GraphServer.StartAsync(NoRetry);
        graph.Upstreams.Inventory.Fail(StubFault.Status(HttpStatusCode.InternalServerError));
        graph.Upstreams.Reviews.Fail(StubFault.Status(HttpStatusCode.InternalServerError));

        var answer = await graph.Client.QueryAsync("{ products(first: 100) { nodes { inventory { available } reviews(first: 1) { totalCount } } } }");

        Assert.Equal(101, answer.Errors.Count);
        Assert.All(answer.Errors.Take(100), error => Assert.Equal("UPSTREAM_UNAVAILABLE", error.Code));
        Assert.Equal(("LIMIT_EXCEEDED", ""), (answer.Errors[100].Code, answer.Errors[100].Path));
        Assert.StartsWith("100 more errors", answer.Errors[100].Message, StringComparison.Ordinal);
        Assert.Equal(2, graph.Upstreams.Inventory.CallCount + graph.Upstreams.Reviews.CallCount);
    }

    [Fact]
    public async Task Upstream_ResetsTheConnection_IsUnavailable()
    {
        await using var graph = await GraphServer.StartAsync(NoRetry);
        graph.Upstreams.Users.Fail(StubFault.Reset());

        var answer = await graph.Client.QueryAsync("""{ product(id: "1") { name seller { name } } }""");

        var error = Assert.Single(answer.Errors);
        Assert.Equal(("product.seller", "UPSTREAM_UNAVAILABLE", "Users"), (error.Path, error.Code, error.Upstream));
        Assert.NotNull(answer.At("product.name").GetString());
    }

    [Fact]
    public async Task Upstream_DoesNotAnswerInTime_IsATimeout()
    {
        await using var graph = await GraphServer.StartAsync(NoRetry, ("Upstreams:Inventory:Timeout:Attempt", "00:00:00.100"));
        graph.Upstreams.Inventory.Hold();

        var answer = await graph.Client.QueryAsync("""{ product(id: "1") { name inventory { available } } }""");

        var error = Assert.Single(answer.Errors);
        Assert.Equal(("product.inventory", "UPSTREAM_TIMEOUT", "Inventory", true), (error.Path, error.Code, error.Upstream, error.Retryable));
        Assert.NotNull(answer.At("product.name").GetString());
    }

    [Fact]
    public async Task Failure_IsNotCached()
    {
        await using var graph = await GraphServer.StartAsync(NoRetry);
        graph.Upstreams.Products.Fail(StubFault.Status(HttpStatusCode.InternalServerError), times: 1);
        var failed = await graph.Client.QueryAsync("""{ product(id: "1") { id } }""");

        var answer = await graph.Client.QueryAsync("""{ product(id: "1") { id } }""");

        Assert.Equal("UPSTREAM_UNAVAILABLE", Assert.Single(failed.Errors).Code);
        Assert.Equal("1", answer.WithoutErrors().At("product.id").GetString());
    }

    [Fact]
    public async Task StaleIfError_UpstreamFailsAfterExpiry_ServesTheOldValueAndSaysSo()
    {
        const string query = """{ product(id: "1") { name } }""";
        var time = new FakeTimeProvider();
        await using var graph = await GraphServer.StartAsync(
            new GraphServerOptions { Time = time }.With(NoRetry, ("EntityCache:Jitter", "0"), ("Upstreams:Defaults:CircuitBreaker:FailureThreshold", "100")));
        var fresh = (await graph.Client.QueryAsync(query)).WithoutErrors();
        graph.Upstreams.Products.Fail(StubFault.Status(HttpStatusCode.InternalServerError));

        time.Advance(TimeSpan.FromHours(2) + TimeSpan.FromSeconds(1));
        var stale = (await graph.Client.QueryAsync(query)).WithoutErrors();
        time.Advance(TimeSpan.FromHours(6));
        var gone = await graph.Client.QueryAsync(query);

        Assert.Equal(fresh.Data.GetRawText(), stale.Data.GetRawText());
        Assert.Equal(JsonValueKind.Undefined, fresh.Extensions.ValueKind);
        Assert.Equal("""[{"type":"Product","ageSeconds":7201}]""", stale.Extensions.GetProperty("stale").GetRawText());
        Assert.Equal("UPSTREAM_UNAVAILABLE", Assert.Single(gone.Errors).Code);
    }
}
