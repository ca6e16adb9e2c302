using Graph.Domains.Abstractions;
using Graph.Telemetry;

namespace Graph.Tests.Upstreams;

public sealed class BreakerTests
{
    private const string NoRetry = "Retry:MaxAttempts=0";
    private const string Found = """{"id": "7", "size": 3}""";
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task GetAsync_FiveFailuresInARow_TheSixthIsNotSent()
    {
        await using var rig = await Rig.StartAsync(NoRetry);
        rig.Stub.Otherwise = StubUpstream.Status(500);

        var codes = new List<string?>();
        for (var i = 0; i < 6; i++)
        {
            codes.Add((await rig.GetAsync()).Failure?.Code);
        }

        Assert.Equal(Enumerable.Repeat(ErrorCodes.UpstreamUnavailable, 5).Append(ErrorCodes.UpstreamCircuitOpen), codes);
        Assert.Equal(5, rig.Stub.Requests.Count);
        Assert.Equal(1, rig.Logs.Count(EventIds.CircuitOpened));
    }

    [Fact]
    public async Task GetAsync_FailureThatOpensTheBreaker_IsNotRetriedInVain()
    {
        await using var rig = await Rig.StartAsync("CircuitBreaker:FailureThreshold=1");
        rig.Stub.Then(StubUpstream.Status(500));

        var failure = (await rig.GetAsync()).Failure;

        Assert.Equal(ErrorCodes.UpstreamUnavailable, failure?.Code);
        Assert.Single(rig.Stub.Requests);
    }

    [Fact]
    public async Task GetAsync_BreakerOpensDuringTheDelay_IsRefusedWithoutFurtherRetries()
    {
        await using var rig = await Rig.StartAsync("CircuitBreaker:FailureThreshold=2");
        rig.Stub.Otherwise = StubUpstream.Status(500);

        var waiting = rig.GetAsync();
        var delay = await rig.Time.NextDelayAsync();
        await rig.GetAsync();
        rig.Time.Advance(delay);

        Assert.Equal(ErrorCodes.UpstreamCircuitOpen, (await waiting).Failure?.Code);
        Assert.Equal(2, rig.Stub.Requests.Count);
    }

    [Fact]
    public async Task GetAsync_SuccessInBetween_KeepsItClosed()
    {
        await using var rig = await Rig.StartAsync(NoRetry);
        rig.Stub.Then(StubUpstream.Status(500), times: 4).Then(StubUpstream.Json(Found)).Then(StubUpstream.Status(500), times: 4);

        await CallAsync(rig, 10);

        Assert.Equal(10, rig.Stub.Requests.Count);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(404)]
    [InlineData(400)]
    public async Task GetAsync_StatusThatIsNoFailureOfTheService_DoesNotCount(int status)
    {
        await using var rig = await Rig.StartAsync(NoRetry);
        rig.Stub.Otherwise = StubUpstream.Status(status);

        await CallAsync(rig, 10);

        Assert.Equal(10, rig.Stub.Requests.Count);
    }

    [Fact]
    public async Task GetAsync_429InBetween_DoesNotReset()
    {
        await using var rig = await Rig.StartAsync(NoRetry);
        rig.Stub.Then(StubUpstream.Status(500), times: 4).Then(StubUpstream.Status(429), times: 3).Then(StubUpstream.Status(500));

        await CallAsync(rig, 10);

        Assert.Equal(8, rig.Stub.Requests.Count);
    }

    [Theory]
    [InlineData("00:00:02")]
    [InlineData("00:00:08")]
    public async Task GetAsync_FiveTimeouts_OpenIt(string attempt)
    {
        await using var rig = await Rig.StartAsync(NoRetry, $"Timeout:Attempt={attempt}");
        rig.Stub.Otherwise = rig.Stub.Hang;

        for (var i = 0; i < 5; i++)
        {
            var call = rig.GetAsync();
            await rig.Stub.ArrivesAsync();
            rig.Time.Advance(TimeSpan.FromSeconds(8));
            await call;
        }

        Assert.Equal(ErrorCodes.UpstreamCircuitOpen, (await rig.GetAsync()).Failure?.Code);
    }

    [Fact]
    public async Task GetAsync_AfterTheBreak_OneProbeDecides()
    {
        await using var rig = await OpenedAsync();
        var release = new TaskCompletionSource();
        rig.Stub.Then(async context =>
        {
            await release.Task;
            await StubUpstream.Json(Found)(context);
        });
        rig.Time.Advance(Break);

        var probe = rig.GetAsync();
        var meanwhile = await rig.GetAsync();
        release.SetResult();
        var answer = await probe;

        Assert.Equal(ErrorCodes.UpstreamCircuitOpen, meanwhile.Failure?.Code);
        Assert.True(answer.IsFound);
        Assert.Equal(6, rig.Stub.Requests.Count);
        Assert.Equal((1, 1), (rig.Logs.Count(EventIds.CircuitHalfOpen), rig.Logs.Count(EventIds.CircuitClosed)));
    }

    [Fact]
    public async Task GetAsync_ProbeFails_OpensAgain()
    {
        await using var rig = await OpenedAsync();
        rig.Time.Advance(Break);

        var probe = await rig.GetAsync();
        rig.Time.Advance(Break - TimeSpan.FromTicks(1));
        var refused = await rig.GetAsync();

        Assert.Equal(ErrorCodes.UpstreamUnavailable, probe.Failure?.Code);
        Assert.Equal(ErrorCodes.UpstreamCircuitOpen, refused.Failure?.Code);
    }

    [Fact]
    public async Task GetAsync_ProbeCancelled_DoesNotCloseIt()
    {
        await using var rig = await OpenedAsync();
        rig.Stub.Then(rig.Stub.Hang);
        rig.Time.Advance(Break);
        using var caller = new CancellationTokenSource();

        var cancelled = rig.GetAsync(new TestFetch(cancellation: caller.Token));
        await rig.Stub.ArrivesAsync();
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        var probe = await rig.GetAsync();
        var refused = await rig.GetAsync();

        Assert.Equal(0, rig.Logs.Count(EventIds.CircuitClosed));
        Assert.Equal(ErrorCodes.UpstreamUnavailable, probe.Failure?.Code);
        Assert.Equal(ErrorCodes.UpstreamCircuitOpen, refused.Failure?.Code);
    }

    private static async Task<Rig> OpenedAsync()
    {
        var rig = await Rig.StartAsync(NoRetry);
        rig.Stub.Otherwise = StubUpstream.Status(500);
        await CallAsync(rig, 5);
        for (var i = 0; i < 5; i++)
        {
            await rig.Stub.ArrivesAsync();
        }

        return rig;
    }

    private static async Task CallAsync(Rig rig, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await rig.GetAsync();
        }
    }
}
