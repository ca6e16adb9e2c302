using System.Diagnostics;
using Graph.Telemetry;

namespace Graph.Tests.Upstreams;

public sealed class HeaderTests
{
    [Fact]
    public async Task GetAsync_Always_SaysWhoAsksAndForWhat()
    {
        await using var rig = await Rig.StartAsync();

        await rig.GetAsync(new TestFetch("trace-42"));

        var request = Assert.Single(rig.Stub.Requests);
        Assert.Equal("trace-42", request.Header("X-Trace-Id"));
        Assert.Equal("application/json", request.Header("Accept"));
        Assert.Matches(@"^Graph/\d+\.\d+\.\d+$", request.Header("User-Agent"));
        Assert.Contains("gzip", request.Header("Accept-Encoding"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("tränen")]
    [InlineData("a\r\nX-Admin-Key: b")]
    public async Task GetAsync_TraceIdThatNoHeaderTakes_IsLeftOut(string? traceId)
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Json("""{"id": "7", "size": 3}"""));

        var result = await rig.GetAsync(new TestFetch(traceId));

        var request = Assert.Single(rig.Stub.Requests);
        Assert.True(result.IsFound);
        Assert.Null(request.Header("X-Trace-Id"));
        Assert.Null(request.Header("X-Admin-Key"));
    }

    [Fact]
    public async Task GetAsync_TraceStateThatNoHeaderTakes_IsLeftOut()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Json("""{"id": "7", "size": 3}"""));
        using var caller = new Activity("caller").SetIdFormat(ActivityIdFormat.W3C).Start();
        caller.TraceStateString = "vendor=tränen";

        var result = await rig.GetAsync();

        Assert.True(result.IsFound);
        Assert.NotNull(Assert.Single(rig.Stub.Requests).Header("traceparent"));
    }

    [Fact]
    public async Task GetAsync_EachAttempt_HasASpanThatTraceparentNames()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Status(503)).Then(StubUpstream.Json("""{"id": "7", "size": 3}"""));
        var spans = new List<Activity>();
        using var listener = Listen(activity =>
        {
            if (activity.GetTagItem("upstream") as string == rig.Name)
            {
                spans.Add(activity);
            }
        });

        var call = rig.GetAsync();
        await rig.Time.PassDelayAsync();
        await call;

        Assert.Equal(rig.Stub.Requests.Select(request => request.Header("traceparent")), spans.Select(span => span.Id));
        Assert.All(spans, span => Assert.Equal(("upstream GET /items/{id}", ActivityKind.Client), (span.DisplayName, span.Kind)));
        Assert.Equal(["503", "200"], spans.Select(span => span.GetTagItem("status")));
        Assert.Equal([1, 2], spans.Select(span => span.GetTagItem("attempt")));
        Assert.Equal([ActivityStatusCode.Error, ActivityStatusCode.Unset], spans.Select(span => span.Status));
    }

    [Fact]
    public async Task GetAsync_NobodyListens_PassesTheCallersSpanOn()
    {
        await using var rig = await Rig.StartAsync();
        using var caller = new Activity("caller").SetIdFormat(ActivityIdFormat.W3C).Start();

        await rig.GetAsync();

        Assert.Contains(caller.TraceId.ToString(), Assert.Single(rig.Stub.Requests).Header("traceparent"), StringComparison.Ordinal);
    }

    private static ActivityListener Listen(Action<Activity> stopped)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == GraphTelemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = stopped,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
