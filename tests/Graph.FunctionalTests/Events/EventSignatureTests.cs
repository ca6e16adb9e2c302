using System.Net;
using Graph.TestKit.Server;
using Microsoft.Extensions.Time.Testing;
using static Graph.TestKit.Server.GraphEvents;

namespace Graph.FunctionalTests.Events;

/// <summary>Who may send events.</summary>
public sealed class EventSignatureTests
{
    private const string Secret = "the secret of this test";
    private const string Query = """{ product(id: "1") { name } }""";
    private static readonly string Body = Event("e1", "product.updated", "1");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Secret_Configured_AsksForASignature(string environment)
    {
        await using var graph = await StartWarmAsync(environment, ("Events:Secret", Secret));

        var unsigned = await graph.Client.PostEventsAsync(Body);
        var forged = await PostAsync(graph, Sign("another secret", _time.GetUtcNow(), Body));
        var ofAnotherBody = await PostAsync(graph, Sign(Secret, _time.GetUtcNow(), Body + " "));
        await graph.Client.QueryAsync(Query);
        var calls = graph.Upstreams.CallCount;
        var signed = await PostAsync(graph, Sign(Secret, _time.GetUtcNow(), Body));
        await graph.Client.QueryAsync(Query);

        Assert.All([unsigned, forged, ofAnotherBody], refused => Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode));
        Assert.Equal("GraphSignature", unsigned.Headers["WWW-Authenticate"]);
        Assert.Equal((HttpStatusCode.Accepted, 0, 1), (signed.StatusCode, calls, graph.Upstreams.CallCount));
        Assert.DoesNotContain(graph.Logs.Lines, line => line.ToString().Contains(Secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(300, HttpStatusCode.Accepted)]
    [InlineData(301, HttpStatusCode.Unauthorized)]
    [InlineData(-301, HttpStatusCode.Unauthorized)]
    public async Task Signature_Old_IsRefusedWithTheReason(int age, HttpStatusCode expected)
    {
        await using var graph = await StartWarmAsync("Production", ("Events:Secret", Secret));

        var answer = await PostAsync(graph, Sign(Secret, _time.GetUtcNow().AddSeconds(-age), Body));

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.Unauthorized, answer.Body.Contains("Events:SignatureWindow", StringComparison.Ordinal));
    }

    // What is wrong inside is told only to those whose signature is right.
    [Fact]
    public async Task Body_OfAnUnknownSender_IsNotLookedAt()
    {
        await using var graph = await StartWarmAsync("Production", ("Events:Secret", Secret));

        var forged = await graph.Client.PostEventsAsync("{", Structured, (SignatureHeader, Sign("another secret", _time.GetUtcNow(), "{")));
        var signed = await graph.Client.PostEventsAsync("{", Structured, (SignatureHeader, Sign(Secret, _time.GetUtcNow(), "{")));

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.BadRequest), (forged.StatusCode, signed.StatusCode));
    }

    [Fact]
    public async Task Secret_BeingRotated_TakesBoth()
    {
        await using var graph = await StartWarmAsync("Production", ("Events:Secret", Secret), ("Events:PreviousSecret", "the one before"));

        var present = await PostAsync(graph, Sign(Secret, _time.GetUtcNow(), Body));
        var previous = await PostAsync(graph, Sign("the one before", _time.GetUtcNow(), Body));

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (present.StatusCode, previous.StatusCode));
    }

    [Fact]
    public async Task Production_WithoutASecret_HasNoEvents()
    {
        await using var graph = await StartWarmAsync("Production");

        var answer = await PostAsync(graph, Sign("", _time.GetUtcNow(), Body));
        await graph.Client.QueryAsync(Query);

        Assert.Equal((HttpStatusCode.NotFound, 0), (answer.StatusCode, graph.Upstreams.CallCount));
    }

    // A page of another site can make a browser on this machine send requests here; its name for this machine gives it away.
    [Theory]
    [InlineData("evil.example", HttpStatusCode.NotFound)]
    [InlineData("localhost.evil.example", HttpStatusCode.NotFound)]
    [InlineData("localhost", HttpStatusCode.Accepted)]
    [InlineData("[::1]:5000", HttpStatusCode.Accepted)]
    public async Task Development_WithoutASecret_IsForThisMachineOnly(string host, HttpStatusCode expected)
    {
        await using var graph = await StartWarmAsync("Development");

        var answer = await graph.Client.PostEventsAsync(Body, Structured, ("Host", host));

        Assert.Equal(expected, answer.StatusCode);
    }

    private async Task<GraphServer> StartWarmAsync(string environment, params (string, string)[] settings)
    {
        var graph = await GraphServer.StartAsync(new GraphServerOptions { Environment = environment, Time = _time }.With(settings));
        (await graph.Client.QueryAsync(Query)).WithoutErrors();
        graph.Upstreams.ForgetCalls();
        return graph;
    }

    private static Task<GraphQLAnswer> PostAsync(GraphServer graph, string signature) =>
        graph.Client.PostEventsAsync(Body, Structured, (SignatureHeader, signature));
}
