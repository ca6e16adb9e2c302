using Graph.Hosting;
using Graph.Hosting.Health;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Graph.Tests.Hosting.Health;

public sealed class DrainingTests
{
    [Fact]
    public async Task Stopping_AfterAFailedStart_DoesNotWait()
    {
        var draining = Create(new TimerWatch());

        var stopping = draining.StoppingAsync(CancellationToken.None);

        Assert.True(stopping.IsCompletedSuccessfully);
        await stopping;
    }

    [Fact]
    public async Task Stopping_OutOfTime_EndsWithoutAnError()
    {
        using var outOfTime = new CancellationTokenSource();
        var draining = Create(new TimerWatch());
        await draining.StartedAsync(CancellationToken.None);

        var stopping = draining.StoppingAsync(outOfTime.Token);
        var waited = !stopping.IsCompleted;
        await outOfTime.CancelAsync();
        await stopping;

        Assert.True(waited);
        Assert.NotNull(draining.NotReadyBecause);
    }

    private static Draining Create(TimeProvider time) => new(
        Options.Create(new HostingOptions()), new HostingEnvironment { EnvironmentName = "Production" }, [], time, NullLogger<Draining>.Instance);
}
