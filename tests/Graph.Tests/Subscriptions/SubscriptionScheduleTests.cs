namespace Graph.Tests.Subscriptions;

/// <summary>Subscribers that come, go, lag and resume while products change, are announced late, twice, out of order or not at all, are purged,
/// and their service fails: each ends with the newest state, and none is ever told less than its position promises.</summary>
public sealed class SubscriptionScheduleTests(ITestOutputHelper output)
{
    private const int Schedules = 150;

    [Fact]
    public async Task RandomSchedules_EndWithTheNewestState_AndKeepWhatPositionsPromise()
    {
        var seed = Environment.GetEnvironmentVariable("GRAPH_SEED") is { } given
            ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture)
            : Random.Shared.Next();
        var schedules = Environment.GetEnvironmentVariable("GRAPH_SCHEDULES") is { } many
            ? int.Parse(many, System.Globalization.CultureInfo.InvariantCulture)
            : Schedules;
        await using var world = await SubscriptionWorld.StartAsync();
        for (var i = 0; i < schedules; i++)
        {
            output.WriteLine($"seed {seed + i}");
            await new SubscriptionSchedule(world, new Random(seed + i)).RunAsync();
        }

        Assert.True(world.Results > schedules, "Nothing was told.");
    }
}
