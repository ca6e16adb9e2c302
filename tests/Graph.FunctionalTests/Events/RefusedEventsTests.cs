using System.Net;
using System.Text.Json;
using Graph.Invalidation;
using Graph.TestKit.Server;
using Microsoft.Extensions.DependencyInjection;
using static Graph.TestKit.Server.GraphEvents;

namespace Graph.FunctionalTests.Events;

/// <summary>A delivery that is not taken changes nothing, and says why.</summary>
public sealed class RefusedEventsTests
{
    private const string Products12 = """{ productsById(ids: ["1", "2"]) { name } }""";
    private static readonly string Good = Event("e1", "product.updated", "1", new { category = "bags" });

    [Theory]
    [InlineData("""{"specversion":"1.0","source":"/products","type":"product.updated","subject":"2"}""", "'id'")]
    [InlineData("""{"specversion":"1.0","id":"e2","source":"/products","type":"product.updated","subject":"2","data":{"version":-1}}""", "'data.version'")]
    [InlineData("""{"specversion":"1.0","id":"e2","source":"/products","type":"product.updated","subject":"\ud800"}""", "Unicode")]
    [InlineData("7", "JSON object")]
    public async Task Batch_OneEventIsBad_NothingOfItCounts(string bad, string problem)
    {
        await using var graph = await StartWarmAsync();

        var refused = await graph.Client.SendEventsAsync(Good, bad);
        await graph.Client.QueryAsync(Products12);
        var calls = graph.Upstreams.CallCount;
        await graph.Client.SendEventsAsync(Good);
        await graph.Client.QueryAsync(Products12);

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (refused.StatusCode, refused.MediaType));
        Assert.Equal(1, JsonDocument.Parse(refused.Body).RootElement.GetProperty("index").GetInt32());
        Assert.Contains(problem, JsonDocument.Parse(refused.Body).RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal((0, 1), (calls, graph.Upstreams.CallCount));
        Assert.Empty(graph.Logs.Errors);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\u0000")]
    public async Task Body_ThatIsNoEvent_Is400(string body)
    {
        await using var graph = await GraphServer.StartAsync();

        var refused = await graph.Client.PostEventsAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.DoesNotContain("   at ", refused.Body, StringComparison.Ordinal);
        Assert.Empty(graph.Logs.Errors);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("application/cloudevents+avro")]
    [InlineData("application/cloudevents+json; charset=utf-16")]
    [InlineData("nonsense")]
    public async Task ContentType_OfAnythingElse_Is415(string? contentType)
    {
        await using var graph = await GraphServer.StartAsync();

        var refused = await graph.Client.PostEventsAsync(Good, contentType);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, refused.StatusCode);
    }

    [Theory]
    [InlineData("application/cloudevents+json; charset=UTF-8")]
    [InlineData("Application/CloudEvents+JSON")]
    public async Task ContentType_InAnotherSpelling_IsTaken(string contentType)
    {
        await using var graph = await GraphServer.StartAsync();

        Assert.Equal(HttpStatusCode.Accepted, (await graph.Client.PostEventsAsync(Good, contentType)).StatusCode);
    }

    [Fact]
    public async Task Mode_BinaryOrCompressed_Is415WithTheReason()
    {
        await using var graph = await GraphServer.StartAsync();

        var binary = await graph.Client.PostEventsAsync(
            """{"version": 2}""", "application/json",
            ("ce-specversion", "1.0"), ("ce-id", "e1"), ("ce-source", "/products"), ("ce-type", "product.updated"), ("ce-subject", "1"));
        var compressed = await graph.Client.PostEventsAsync(Good, Structured, ("Content-Encoding", "gzip"));

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, HttpStatusCode.UnsupportedMediaType), (binary.StatusCode, compressed.StatusCode));
        Assert.Contains("Binary mode", binary.Body, StringComparison.Ordinal);
        Assert.Contains("Content-Encoding", compressed.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Body_AtItsLimit_IsTaken_AndNotOneByteMore(bool chunked)
    {
        await using var graph = await GraphServer.StartAsync();

        var atLimit = await PostPaddedAsync(graph, 1_048_576, chunked);
        var pastLimit = await PostPaddedAsync(graph, 1_048_577, chunked);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.RequestEntityTooLarge), (atLimit.StatusCode, pastLimit.StatusCode));
        Assert.Contains("Events:MaxBodyBytes", pastLimit.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_PastItsLimit_Is413AndCountsNothing()
    {
        await using var graph = await StartWarmAsync();
        var events = Enumerable.Range(0, 1_001).Select(i => Event($"e{i}", "product.updated", "1")).ToArray();

        var past = await graph.Client.SendEventsAsync(events);
        await graph.Client.QueryAsync(Products12);
        var calls = graph.Upstreams.CallCount;
        var at = await graph.Client.SendEventsAsync(events[1..]);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.Accepted, 0), (past.StatusCode, at.StatusCode, calls));
        Assert.Contains("Events:MaxBatch", past.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_IsAway_Is503AndTheSameDeliveryCountsLater()
    {
        var log = new AwayLog();
        await using var graph = await GraphServer.StartAsync(
            new GraphServerOptions { Configure = builder => builder.Services.AddSingleton<IInvalidationLog>(log.Over) });

        log.IsAway = true;
        var refused = await graph.Client.SendEventsAsync(Good);
        log.IsAway = false;
        var before = log.Appended;
        var taken = await graph.Client.SendEventsAsync(Good);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "1", "application/problem+json"), (refused.StatusCode, refused.Headers["Retry-After"], refused.MediaType));
        Assert.False(refused.Headers.ContainsKey("X-Graph-Position"));
        Assert.Equal((HttpStatusCode.Accepted, before + 1), (taken.StatusCode, log.Appended));
        Assert.Empty(graph.Logs.Errors);
    }

    [Fact]
    public async Task Logs_OfDeliveries_HoldNoSubject()
    {
        const string secret = "cart-id-that-is-a-secret";
        await using var graph = await GraphServer.StartAsync();

        await graph.Client.SendEventsAsync(Event("e1", "cart.modified", secret, new { version = 2 }, "/carts"));
        await graph.Client.SendEventsAsync(Event("e2", "cart.modified", secret, new { version = -1 }, "/carts"));
        await graph.Client.SendEventsAsync(Event("e3", "cart.unheard", secret, source: "/unheard"));

        Assert.NotEmpty(graph.Logs.Lines);
        Assert.DoesNotContain(graph.Logs.Lines, line => line.ToString().Contains(secret, StringComparison.Ordinal));
    }

    private static async Task<GraphServer> StartWarmAsync()
    {
        var graph = await GraphServer.StartAsync();
        (await graph.Client.QueryAsync(Products12)).WithoutErrors();
        graph.Upstreams.ForgetCalls();
        return graph;
    }

    private static async Task<GraphQLAnswer> PostPaddedAsync(GraphServer graph, int length, bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/events");
        request.Content = new StringContent(Good.PadRight(length), mediaType: new(Structured));
        request.Headers.TransferEncodingChunked = chunked;
        return await graph.Client.SendAsync(request);
    }
}
