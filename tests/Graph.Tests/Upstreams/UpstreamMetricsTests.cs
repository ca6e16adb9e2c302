namespace Graph.Tests.Upstreams;

public sealed class UpstreamMetricsTests
{
    private const string Labels = "method=GET,route=/items/{id}";

    [Fact]
    public async Task GetAsync_RetriedOnce_CountsBothAttemptsAndOneRetry()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Status(503)).Then(StubUpstream.Json("""{"id": "7", "size": 3}"""));
        using var metrics = new MetricReader(rig.Name);

        var call = rig.GetAsync();
        await rig.Time.PassDelayAsync();
        await call;

        Assert.Equal(1, metrics[$"api.request.count{{{Labels},status=503}}"]);
        Assert.Equal(1, metrics[$"api.request.count{{{Labels},status=200}}"]);
        Assert.Equal(1, metrics["api.retry.count{}"]);
        Assert.Null(metrics["api.request.error{code=UPSTREAM_UNAVAILABLE}"]);
    }

    [Fact]
    public async Task GetAsync_TimesOut_MeasuresItsTimeAndOneError()
    {
        await using var rig = await Rig.StartAsync("Retry:MaxAttempts=0");
        rig.Stub.Then(rig.Stub.Hang);
        using var metrics = new MetricReader(rig.Name);

        var call = rig.GetAsync();
        await rig.Stub.ArrivesAsync();
        var active = metrics.Observe()["graph.upstream.active{}"];
        rig.Time.Advance(TimeSpan.FromSeconds(2));
        await call;

        Assert.Equal(1, active);
        Assert.Equal(2, metrics[$"api.request.duration{{{Labels},status=timeout}}"]);
        Assert.Equal(1, metrics[$"api.request.count{{{Labels},status=timeout}}"]);
        Assert.Equal(1, metrics["api.request.error{code=UPSTREAM_TIMEOUT}"]);
        Assert.Equal(0, metrics.Observe()["graph.upstream.active{}"]);
    }

    [Fact]
    public async Task GetAsync_ConnectionLostOrCallerGone_HasItsStatus()
    {
        await using var rig = await Rig.StartAsync("Retry:MaxAttempts=0");
        rig.Stub.Then(StubUpstream.Abort).Then(rig.Stub.Hang);
        using var metrics = new MetricReader(rig.Name);
        using var caller = new CancellationTokenSource();

        await rig.GetAsync();
        await rig.Stub.ArrivesAsync();
        var call = rig.GetAsync(new TestFetch(cancellation: caller.Token));
        await rig.Stub.ArrivesAsync();
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        Assert.Equal(1, metrics[$"api.request.count{{{Labels},status=error}}"]);
        Assert.Equal(1, metrics[$"api.request.count{{{Labels},status=canceled}}"]);
    }

    [Fact]
    public async Task BreakerState_AsItChanges_IsTwoThenOneThenZero()
    {
        await using var rig = await Rig.StartAsync("Retry:MaxAttempts=0");
        rig.Stub.Then(StubUpstream.Status(500), times: 5);
        rig.Stub.Otherwise = StubUpstream.Json("""{"id": "7", "size": 3}""");
        using var metrics = new MetricReader(rig.Name);
        var release = new TaskCompletionSource();
        var before = State();

        for (var i = 0; i < 5; i++)
        {
            await rig.GetAsync();
            await rig.Stub.ArrivesAsync();
        }

        var open = State();
        rig.Stub.Then(_ => release.Task);
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        var probe = rig.GetAsync();
        await rig.Stub.ArrivesAsync();
        var halfOpen = State();
        release.SetResult();
        await probe;

        Assert.Equal([0, 2, 1, 0], [before, open, halfOpen, State()]);

        double? State() => metrics.Observe()["api.circuit_breaker.state{}"];
    }

    [Fact]
    public async Task Limits_WhenTheyStopSomething_AreCounted()
    {
        await using var rig = await Rig.StartAsync(
            "Retry:BudgetReserve=0", "Retry:BudgetRatio=0", "MaxConcurrentCalls=1", "MaxQueuedCalls=0", "MaxResponseBytes=1");
        var release = new TaskCompletionSource();
        rig.Stub.Then(_ => release.Task).Then(StubUpstream.Status(503));
        using var metrics = new MetricReader(rig.Name);

        var first = rig.GetAsync();
        await rig.GetAsync();
        release.SetResult();
        await first;
        await rig.GetAsync();
        await rig.GetAsync();

        Assert.Equal(1, metrics["graph.upstream.limited{limit=queue}"]);
        Assert.Equal(1, metrics["graph.upstream.limited{limit=retry_budget}"]);
        Assert.Equal(1, metrics["graph.upstream.limited{limit=response_bytes}"]);
    }

    [Fact]
    public async Task Gauges_AfterTheHostHasGone_AreGoneToo()
    {
        var rig = await Rig.StartAsync();
        using var metrics = new MetricReader(rig.Name);

        await rig.DisposeAsync();

        Assert.Null(metrics.Observe()["api.circuit_breaker.state{}"]);
    }
}
