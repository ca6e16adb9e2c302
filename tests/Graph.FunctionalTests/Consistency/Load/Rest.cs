using Graph.FunctionalTests.Consistency.Checking;
using Graph.FunctionalTests.Consistency.Fleets;
using Graph.TestKit;

namespace Graph.FunctionalTests.Consistency.Load;

/// <summary>All is repaired and nobody asks: every instance has to come to where the log is, without help, and then to give nothing that is older
/// than anything acknowledged.</summary>
internal static class Rest
{
    // Some looks at the log (Redis:PollEvery): for those whose wake-up got lost.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(ConsistencyWorld world, ConsistencyClient client)
    {
        while (world.Redeliveries.TryDequeue(out var redelivery))
        {
            await redelivery;
        }

        await Task.Delay(Settling, TimeProvider.System);
        foreach (var instance in world.Fleet.Running)
        {
            await AwaitRecoveryAsync(world, instance);
        }

        world.Checker.BeQuiet(TimeProvider.System.GetTimestamp(), [.. world.Fleet.Running.Select(instance => instance.Name)]);
        foreach (var instance in world.Fleet.Running)
        {
            await ClientReads.EverythingAsync(client, instance);
        }
    }

    private static async Task AwaitRecoveryAsync(ConsistencyWorld world, Instance instance)
    {
        var headers = world.Positions.NewestOfAll is { } newest ? new Dictionary<string, string> { ["X-Graph-Min-Position"] = newest } : [];
        var last = "no answer";
        try
        {
            await Patience.UntilAsync(
                async () =>
                {
                    var answer = await instance.Client.QueryAsync("{ __typename }", headers: headers);
                    using var ready = await instance.Client.Http.GetAsync("/health/ready");
                    last = $"{answer}, ready: {ready.StatusCode}";
                    return answer.Errors.Count == 0 && ready.IsSuccessStatusCode;
                },
                () => last);
        }
        catch (Exception failed) when (failed is TimeoutException or HttpRequestException or OperationCanceledException)
        {
            world.Checker.Violations.Add(Rule.NotRecovered, $"{instance.Name}: {failed.Message}");
        }
    }
}
