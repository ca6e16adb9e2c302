using Graph.Domains.Abstractions;

namespace Graph.Tests.Upstreams;

public sealed class TimeoutTests
{
    [Fact]
    public async Task GetAsync_NoAnswerWithinTheAttempt_IsRepeatedThenTimesOut()
    {
        await using var rig = await Rig.StartAsync("Retry:MaxAttempts=1");
        rig.Stub.Otherwise = rig.Stub.Hang;

        var call = rig.GetAsync();
        await rig.Stub.ArrivesAsync();
        rig.Time.Advance(TimeSpan.FromSeconds(2));
        await rig.Time.PassDelayAsync();
        await rig.Stub.ArrivesAsync();
        rig.Time.Advance(TimeSpan.FromSeconds(2));

        var failure = (await call).Failure;
        Assert.Equal((ErrorCodes.UpstreamTimeout, true), (failure?.Code, failure?.Retryable));
        Assert.Equal(2, rig.Stub.Requests.Count);
    }

    [Fact]
    public async Task GetAsync_BodyThatDoesNotEnd_IsWithinTheAttemptsTime()
    {
        await using var rig = await Rig.StartAsync("Retry:MaxAttempts=0");
        rig.Stub.Then(async context =>
        {
            await context.Response.Body.WriteAsync("{\"id\": "u8.ToArray());
            await context.Response.Body.FlushAsync();
            await rig.Stub.Hang(context);
        });

        var call = rig.GetAsync();
        await rig.Stub.ArrivesAsync();
        rig.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(ErrorCodes.UpstreamTimeout, (await call).Failure?.Code);
    }

    [Fact]
    public async Task GetAsync_TotalTimeIsUp_CutsTheAttemptOff()
    {
        await using var rig = await Rig.StartAsync("Timeout:Total=00:00:04");
        rig.Time.Timeouts.Add(TimeSpan.FromSeconds(4));
        rig.Stub.Otherwise = rig.Stub.Hang;

        var call = rig.GetAsync();
        await rig.Stub.ArrivesAsync();
        rig.Time.Advance(TimeSpan.FromSeconds(2));
        var delay = await rig.Time.PassDelayAsync();
        await rig.Stub.ArrivesAsync();
        rig.Time.Advance(TimeSpan.FromSeconds(2) - delay);

        Assert.Equal(ErrorCodes.UpstreamTimeout, (await call).Failure?.Code);
        Assert.Equal(2, rig.Stub.Requests.Count);
    }

    [Fact]
    public async Task GetAsync_WaitsInTheQueueForTheTotalTime_TimesOut()
    {
        await using var rig = await Rig.StartAsync("MaxConcurrentCalls=1", "Timeout:Attempt=00:00:08", "Retry:MaxAttempts=0");
        rig.Stub.Otherwise = rig.Stub.Hang;

        var first = rig.GetAsync();
        await rig.Stub.ArrivesAsync();
        var queued = rig.GetAsync();
        rig.Time.Advance(TimeSpan.FromSeconds(8));

        Assert.Equal(ErrorCodes.UpstreamTimeout, (await first).Failure?.Code);
        Assert.Equal(ErrorCodes.UpstreamTimeout, (await queued).Failure?.Code);
    }
}
