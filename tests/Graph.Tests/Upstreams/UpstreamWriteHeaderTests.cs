using System.Diagnostics;
using Graph.Domains.Abstractions;
using Graph.Telemetry;
using Graph.Upstreams.Calls;

namespace Graph.Tests.Upstreams;

public sealed class UpstreamWriteHeaderTests
{
    private const string Secret = "secret-of-mallory";

    [Fact]
    public async Task SendAsync_WriteWithEverything_IsSentAsTheContractSays()
    {
        await using var rig = await Rig.StartAsync();

        await rig.SendAsync(
            new UpstreamWrite(HttpMethod.Patch, UpstreamPath.Of("/items/{id}", "7")) { IfMatch = 12, IdempotencyKey = "key-1" }
                .With(new Item("7") { Size = 3 }, ItemJson.Default.Item),
            new TestWrite(token: "abc.def"));

        var request = Assert.Single(rig.Stub.Requests);
        Assert.Equal(("PATCH", "/items/7", """{"id":"7","size":3}"""), (request.Method, request.PathAndQuery, request.Body));
        Assert.Equal(("\"12\"", "key-1"), (request.Header("If-Match"), request.Header("Idempotency-Key")));
        Assert.Equal(("application/json", "19"), (request.Header("Content-Type"), request.Header("Content-Length")));
        Assert.Equal(("Bearer abc.def", "trace-1"), (request.Header("Authorization"), request.Header("X-Trace-Id")));
        Assert.Equal("application/json", request.Header("Accept"));
    }

    [Fact]
    public async Task SendAsync_BareWrite_HasNoneOfTheOptionalHeaders()
    {
        await using var rig = await Rig.StartAsync();

        await rig.SendAsync(TestWrite.Of(HttpMethod.Delete));

        var request = Assert.Single(rig.Stub.Requests);
        Assert.Equal(("DELETE", "0", ""), (request.Method, request.Header("Content-Length"), request.Body));
        Assert.All(["If-Match", "Idempotency-Key", "Content-Type", "Authorization"], name => Assert.Null(request.Header(name)));
    }

    [Fact]
    public async Task GetAsync_FetchWithAToken_CarriesIt()
    {
        await using var rig = await Rig.StartAsync();

        await rig.GetAsync(new ViewerFetch("abc.def"));
        await rig.GetAsync(new ViewerFetch(null));
        await rig.GetAsync();

        Assert.Equal(["Bearer abc.def", null, null], rig.Stub.Requests.Select(request => request.Header("Authorization")));
    }

    [Fact]
    public async Task GetAsync_TokenThatNoHeaderTakes_IsLeftOut()
    {
        await using var rig = await Rig.StartAsync();

        await rig.GetAsync(new ViewerFetch("a\r\nX-Admin-Key: b"));

        var request = Assert.Single(rig.Stub.Requests);
        Assert.Null(request.Header("Authorization"));
        Assert.Null(request.Header("X-Admin-Key"));
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    public async Task SendAsync_Redirect_TakesNoTokenAnywhere(int status)
    {
        await using var elsewhere = await StubUpstream.StartAsync();
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(context =>
        {
            context.Response.Headers.Location = elsewhere.Address.AbsoluteUri;
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        await rig.SendAsync(TestWrite.Post, new TestWrite(token: Secret));

        Assert.Empty(elsewhere.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("schlüssel")]
    [InlineData("a\r\nb")]
    public void Of_KeyThatNoHeaderTakes_IsADefect(string key) =>
        Assert.Throws<ArgumentException>(() => UpstreamRequest.Of(TestWrite.Post with { IdempotencyKey = key }));

    [Fact]
    public async Task SendAsync_Always_KeepsIdsKeysTokensAndReasonsOutOfWhatIsShown()
    {
        await using var rig = await Rig.StartAsync("Retry:BaseDelay=00:00:00", "CircuitBreaker:FailureThreshold=3");
        rig.Stub.Then(StubUpstream.Status(503)).Then(StubUpstream.Json($$"""{"type": "{{Secret}}"}""", 401))
            .Then(StubUpstream.Json($"\"{Secret}\"")).Then(StubUpstream.Abort, times: 4);
        using var metrics = new MetricReader(rig.Name);
        var spans = new List<Activity>();
        using var listener = Listen(rig.Name, spans);
        var write = TestWrite.Of(HttpMethod.Post, Secret) with { IdempotencyKey = Secret, Body = """{"size": "secret-of-mallory"}"""u8.ToArray() };

        WriteResult<Item>[] results =
        [
            await rig.SendAsync(write, new TestWrite(token: Secret)),
            await rig.SendAsync(write, new TestWrite(token: Secret)),
            await rig.SendAsync(write, new TestWrite(token: Secret)),
        ];

        Assert.All(rig.Logs.Texts.Concat(metrics.Series).Concat(results.Select(result => result.ToString())).Concat(spans.SelectMany(Shown)),
            text => Assert.DoesNotContain(Secret, text, StringComparison.Ordinal));
        Assert.Equal(1, rig.Logs.Count(EventIds.UpstreamInvalidResponse));
        Assert.Equal(1, rig.Logs.Count(EventIds.CircuitOpened));
        Assert.All(spans, span => Assert.Equal("upstream POST /items/{id}", span.DisplayName));
        Assert.Equal(["503", "401", "200", "error", "error", "error"], spans.Select(span => span.GetTagItem("status")));
    }

    [Fact]
    public async Task SendAsync_WhateverComesOfIt_IsCountedByMethodRouteAndCode()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Status(502)).Then(StubUpstream.Status(403)).Then(StubUpstream.Status(422))
            .Then(StubUpstream.Json("""{"id": "7", "size": 3}"""));
        using var metrics = new MetricReader(rig.Name);

        for (var i = 0; i < 4; i++)
        {
            await rig.SendAsync(TestWrite.Post);
        }

        Assert.All(["502", "403", "422", "200"], status =>
            Assert.Equal(1, metrics[$"api.request.count{{method=POST,route=/items/{{id}},status={status}}}"]));
        Assert.Equal(1, metrics["api.request.error{code=OUTCOME_UNKNOWN}"]);
        Assert.Equal(1, metrics["api.request.error{code=UPSTREAM_REJECTED}"]);
        Assert.Equal(2, metrics.Series.Count(series => series.StartsWith("api.request.error", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Shown(Activity span) =>
        span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}").Append(span.DisplayName).Append(span.StatusDescription ?? "");

    private static ActivityListener Listen(string upstream, List<Activity> spans)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == GraphTelemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("upstream") as string == upstream)
                {
                    spans.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
