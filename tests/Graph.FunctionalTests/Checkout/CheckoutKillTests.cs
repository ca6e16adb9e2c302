using System.Globalization;
using Graph.FunctionalTests.Carts;
using Graph.TestKit.Stub;
using Graph.TestKit.Stub.Chaos;
using Graph.TestKit.Stub.Writes;

namespace Graph.FunctionalTests.Checkout;

/// <summary>Purchases under a key survive the death of the graph: one order each, and the buyer knows it. <c>GRAPH_KILL_CHECKOUTS</c>
/// says how many purchases instead of the short form's.</summary>
public sealed class CheckoutKillTests(ITestOutputHelper output)
{
    private const int ShortForm = 150;
    private const int Buyers = 6;
    private const int PurchasesPerKill = 40;

    [Fact]
    public async Task Checkout_RepeatedUnderItsKeyWhileTheGraphIsKilled_IsOneOrderEach()
    {
        var purchases = int.TryParse(Environment.GetEnvironmentVariable("GRAPH_KILL_CHECKOUTS"), CultureInfo.InvariantCulture, out var given) ? given : ShortForm;
        await using var upstreams = await StubUpstreams.StartAsync();
        upstreams.Chaos = new StubChaos(HammerSettings.Seed, StubChaosRates.SlowWrites);
        upstreams.Data.Change(data => data.Inventory.Values.ToList().ForEach(stock => stock["available"] = 1_000_000));
        await using var graph = new RestartingGraph(HammerSettings.Graph(upstreams.Address));
        await graph.StartAsync();
        var buyers = Enumerable.Range(101, Buyers).Select(number => new Buyer(graph, number.ToString(CultureInfo.InvariantCulture))).ToArray();

        var kills = KillAsync(graph, upstreams, purchases / PurchasesPerKill);
        await Task.WhenAll(buyers.Select((buyer, number) => BuyAllAsync(buyer, number, purchases)));
        await kills;

        var placed = upstreams.Ledger.Entries.Where(entry => entry.Action == "order.placed").ToArray();
        var report = $"{purchases} purchases, {graph.Kills} kills, {buyers.Sum(buyer => buyer.Lost)} lost answers, {placed.Length} orders";
        output.WriteLine(report);
        Assert.Empty(LedgerCheck.Breaches(upstreams.Ledger.Entries));
        Assert.Equal(purchases, placed.Length);
        Assert.Equal(placed.Select(entry => entry.Key).Order(), buyers.SelectMany(buyer => buyer.Orders.Values).Select(id => $"order:{id}").Order());
        Assert.All(buyers.SelectMany(buyer => buyer.Orders, (buyer, order) => (Trace: buyer.TraceIds[order.Key], Id: order.Value)), told =>
            Assert.Contains(told.Trace.SelectMany(upstreams.Ledger.Of), entry => entry.Key == $"order:{told.Id}"));
        Assert.True(graph.Kills > 0 && buyers.Sum(buyer => buyer.Lost) > 0, report);
    }

    private static async Task BuyAllAsync(Buyer buyer, int number, int purchases)
    {
        for (var purchase = number; purchase < purchases; purchase += Buyers)
        {
            await buyer.BuyAsync(purchase);
        }
    }

    // Each after so many orders more, so that all fall in the middle, however fast it goes.
    private static async Task KillAsync(RestartingGraph graph, StubUpstreams upstreams, int kills)
    {
        for (var kill = 1; kill <= kills; kill++)
        {
            await upstreams.Ledger.WaitForAsync("order.placed", (kill * PurchasesPerKill) - (PurchasesPerKill / 2));
            var answers = upstreams.Carts.HoldAnswers();
            await answers.Holding; // so that an answer is lost at each kill, however the machine schedules
            await graph.KillAndStartAsync();
            answers.Open();
        }
    }
}
