using Graph.TestKit.Server;
using Graph.TestKit.Stub.Writes;

namespace Graph.FunctionalTests.Carts;

/// <summary>At the end: what was told against what was written.</summary>
internal static class HammerReckoning
{
    public static void Run(HammerWorld world)
    {
        var ledger = world.Upstreams.Ledger;
        foreach (var breach in LedgerCheck.Breaches(ledger.Entries))
        {
            world.Findings.Add("ledger", breach);
        }

        foreach (var foreign in world.Upstreams.CallsWithForeignTokens)
        {
            world.Findings.Add("another's token", foreign);
        }

        foreach (var mutation in world.Mutations)
        {
            LedgerEntry[] entries = [.. mutation.TraceIds.SelectMany(ledger.Of)];
            if (WriteVerdict.Judge(mutation.Told, entries.Select(entry => entry.Write).Distinct().Count()) is { } wrong)
            {
                var mishaps = string.Join(", ", mutation.TraceIds.SelectMany(world.Upstreams.Chaos!.OfWrites));
                world.Findings.Add($"{mutation.Field} {wrong}", $"{mutation}; the upstream's mishaps were {mishaps}; the ledger has {string.Join(", ", entries.Select(entry => $"{entry.Action} {entry.Key} {entry.Version}"))}");
            }

            if (mutation.ToldId is { } id && !entries.Any(entry => entry.Key.EndsWith(':' + id, StringComparison.Ordinal)))
            {
                world.Findings.Add("told of another's", $"{mutation}: {id} is not in the ledger under this request");
            }
        }
    }

    public static string Tally(HammerWorld world) => string.Join(", ", world.Mutations
        .GroupBy(mutation => mutation.Told[^1])
        .OrderBy(told => told.Key)
        .Select(told => $"{told.Key} {told.Count()}")
        .Append($"repeated {world.Mutations.Count(mutation => mutation.Told.Count > 1)}"));

    /// <summary>Every cart is what the ledger's actions make of it, at the upstream and, read past the cache, at the graph.</summary>
    public static async Task CompareCartsAsync(HammerWorld world)
    {
        world.Upstreams.Chaos = null;
        (await world.Client.InvalidateAsync("""{"patterns": ["*"]}""")).WithoutErrors();
        var replayed = CartReplay.Run(world.Upstreams.Ledger.Entries);
        foreach (var viewer in world.Viewers)
        {
            var expected = CartReplay.Text(replayed[viewer.CartId]);
            var stored = world.Upstreams.Data.Read(data => CartReplay.Text(CartReplay.Items(data.Private.Carts[viewer.CartId])));
            var answer = await world.Client.QueryAsync(
                "query($id: ID!) { cart(id: $id) { items { productId quantity } } }", new { id = viewer.CartId }, GraphTokens.Bearer(viewer.Token));
            var read = Answers.Items(answer.WithoutErrors().At("cart.items"));
            if (stored != expected || read != expected)
            {
                world.Findings.Add("final cart", $"{viewer.Name}: the ledger makes '{expected}', the upstream has '{stored}', the graph gives '{read}'");
            }
        }
    }
}
