using System.Diagnostics;
using System.Globalization;
using Graph.TestKit.Server;
using Graph.TestKit.Stub;

namespace Graph.FunctionalTests.Carts;

/// <summary>Two signed-in viewers and an anonymous cart under concurrent random reads and writes, while their upstreams fail in every way.
/// What clients were told is held against what the upstreams have really written. The long form is soak-carts.sh.</summary>
public sealed class CartsHammerTests(ITestOutputHelper output)
{
    private const int ClientsEach = 4;
    private const int WritesOfTen = 4;

    [Fact]
    public async Task Clients_WhileUpstreamsFail_LoseNothingDoubleNothingAndSeeNoOthers()
    {
        var (seed, operations) = (HammerSettings.Seed, HammerSettings.Operations);
        await using var upstreams = await StubUpstreams.StartAsync();
        await using var graph = await GraphProcess.StartReadyAsync(HammerSettings.Graph(upstreams.Address));
        var world = new HammerWorld(graph, upstreams, seed);
        await world.PrepareAsync();
        var catalog = await graph.Client.GetTokenAsync("103", "catalog");

        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, world.Viewers.Count * ClientsEach).Select(number =>
            RunAsync(new HammerClient(world, world.Viewers[number % world.Viewers.Count], number), operations, catalog)));
        clock.Stop();

        var mishaps = upstreams.Chaos!.Summary;
        HammerReckoning.Run(world);
        await HammerReckoning.CompareCartsAsync(world);
        var report = string.Create(
            CultureInfo.InvariantCulture,
            $"seed {seed}: {operations} operations in {clock.Elapsed.TotalSeconds:F1} s, {operations / clock.Elapsed.TotalSeconds:F0} a second; {world.Compared} cart reads held against the ledger; {upstreams.Ledger.Entries.Count} ledger entries; {HammerReckoning.Tally(world)}; mishaps: {mishaps}");
        output.WriteLine(report);
        TestContext.Current.SendDiagnosticMessage(report);
        Assert.True(world.Findings.Count == 0, $"{report}\n{world.Findings}\n{graph.Output}\n{graph.Errors}");
        Assert.True(world.Compared > operations / 100, report);
    }

    private static async Task RunAsync(HammerClient client, int operations, string catalog)
    {
        while (client.World.TakeOperation(operations))
        {
            await (client.Random.Next(10) >= WritesOfTen ? HammerReads.RunAsync(client)
                : client.Random.Next(15) == 0 ? HammerWrites.AdjustInventoryAsync(client, catalog)
                : HammerWrites.RunAsync(client));
        }
    }
}
