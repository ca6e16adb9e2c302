using System.Globalization;
using Graph.Domains.Abstractions;

namespace Graph.Tests.Upstreams;

public sealed class RetryTests
{
    private const string Found = """{"id": "7", "size": 3}""";

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task GetAsync_TransientStatus_IsRepeatedAfterADelay(int status)
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Status(status)).Then(StubUpstream.Json(Found));

        var call = rig.GetAsync();
        var delay = await rig.Time.PassDelayAsync();

        Assert.True((await call).IsFound);
        Assert.InRange(delay, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1));
        Assert.Equal(2, rig.Stub.Requests.Count);
    }

    [Fact]
    public async Task GetAsync_ConnectionLost_IsRepeated()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Abort).Then(StubUpstream.Json(Found));

        var call = rig.GetAsync();
        await rig.Time.PassDelayAsync();

        Assert.True((await call).IsFound);
    }

    [Fact]
    public async Task GetAsync_FailsEachTime_GivesUpAfterThreeRetries()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Otherwise = StubUpstream.Status(503);

        var call = rig.GetAsync();
        TimeSpan[] delays = [await rig.Time.PassDelayAsync(), await rig.Time.PassDelayAsync(), await rig.Time.PassDelayAsync()];
        var result = await call;

        Assert.Equal(ErrorCodes.UpstreamUnavailable, result.Failure?.Code);
        Assert.Equal(4, rig.Stub.Requests.Count);
        Assert.All(delays.Index(), delay => Assert.InRange(delay.Item, TimeSpan.FromSeconds(0.5) * (1 << delay.Index), TimeSpan.FromSeconds(1 << delay.Index)));
        Assert.Equal(3, delays.Distinct().Count());
    }

    [Theory]
    [InlineData("3", 3)]
    [InlineData("0", 0)]
    [InlineData("date", 5)]
    [InlineData("past date", 0)]
    public async Task GetAsync_RetryAfter_IsHonoured(string header, int seconds)
    {
        await using var rig = await Rig.StartAsync();
        var date = rig.Time.GetUtcNow() + TimeSpan.FromSeconds(header == "past date" ? -60 : 5);
        var value = header.EndsWith("date", StringComparison.Ordinal) ? date.ToString("R", CultureInfo.InvariantCulture) : header;
        rig.Stub.Then(StubUpstream.Status(503, value)).Then(StubUpstream.Json(Found));

        var call = rig.GetAsync();
        var delay = seconds == 0 ? TimeSpan.Zero : await rig.Time.PassDelayAsync();

        Assert.True((await call).IsFound);
        Assert.Equal(TimeSpan.FromSeconds(seconds), delay);
    }

    [Theory]
    [InlineData("8")]
    [InlineData("3600")]
    public async Task GetAsync_RetryAfterTheDeadline_IsNotRepeated(string retryAfter)
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Status(503, retryAfter));

        var result = await rig.GetAsync();

        Assert.Equal(ErrorCodes.UpstreamUnavailable, result.Failure?.Code);
        Assert.Single(rig.Stub.Requests);
    }

    [Fact]
    public async Task GetAsync_BudgetUsedUp_IsNotRepeatedAndSaysSoOnceAMinute()
    {
        await using var rig = await Rig.StartAsync("Retry:BudgetReserve=1", "Retry:BudgetRatio=0", "CircuitBreaker:FailureThreshold=1000");
        rig.Stub.Otherwise = StubUpstream.Status(503);

        var first = rig.GetAsync();
        await rig.Time.PassDelayAsync();
        await first;
        var results = new[] { await rig.GetAsync(), await rig.GetAsync() };

        // The second that the delay may take at most gives back less than one token.
        Assert.Equal(4, rig.Stub.Requests.Count);
        Assert.All(results, result => Assert.Equal(ErrorCodes.UpstreamUnavailable, result.Failure?.Code));
        Assert.Equal(1, rig.Logs.Count(Graph.Telemetry.EventIds.RetryBudgetExhausted));
    }

    [Fact]
    public async Task GetAsync_WaitsForItsRetry_GivesItsPermitAndItsLaneBack()
    {
        await using var rig = await Rig.StartAsync("MaxConcurrentCalls=1", "MaxQueuedCalls=0");
        rig.Stub.Then(StubUpstream.Status(503)).Then(StubUpstream.Json(Found), times: 2);
        var fetch = new TestFetch();

        var waiting = rig.GetAsync(fetch);
        var delay = await rig.Time.NextDelayAsync();
        var lane = fetch.Lane.ToArray();
        var other = await rig.GetAsync();
        rig.Time.Advance(delay);

        Assert.True(other.IsFound);
        Assert.True((await waiting).IsFound);
        Assert.Equal(["waits"], lane);
        Assert.Equal(["waits", "resumes"], fetch.Lane);
    }

    [Fact]
    public async Task GetAsync_CallerGivesUpInTheDelay_SendsNothingMore()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Otherwise = StubUpstream.Status(503);
        using var caller = new CancellationTokenSource();

        var call = rig.GetAsync(new TestFetch(cancellation: caller.Token));
        await rig.Time.NextDelayAsync();
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Single(rig.Stub.Requests);
    }
}
