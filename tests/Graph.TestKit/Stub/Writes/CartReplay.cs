using System.Text.Json.Nodes;

namespace Graph.TestKit.Stub.Writes;

/// <summary>What the carts must hold, told by the ledger's actions alone and not by the states that it noted.</summary>
public static class CartReplay
{
    /// <summary>Cart id to product id to quantity; a cart that was merged into another is not there.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Run(IEnumerable<LedgerEntry> entries)
    {
        var carts = new Dictionary<string, SortedDictionary<string, int>>(StringComparer.Ordinal);
        foreach (var entry in entries.Where(entry => entry.Key.StartsWith("cart:", StringComparison.Ordinal)))
        {
            Apply(entry, entry.Key["cart:".Length..], carts);
        }

        return carts.ToDictionary(cart => cart.Key, cart => (IReadOnlyDictionary<string, int>)cart.Value, StringComparer.Ordinal);
    }

    /// <summary>The same of a cart's JSON.</summary>
    public static IReadOnlyDictionary<string, int> Items(JsonObject cart) => new SortedDictionary<string, int>(
        cart["items"]!.AsArray().ToDictionary(item => (string)item!["productId"]!, item => (int)item!["quantity"]!), StringComparer.Ordinal);

    /// <summary>In one order, so that two can be compared: <c>101×2 102×1</c>.</summary>
    public static string Text(IEnumerable<KeyValuePair<string, int>> items) =>
        string.Join(' ', items.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => $"{item.Key}×{item.Value}"));

    private static void Apply(LedgerEntry entry, string id, Dictionary<string, SortedDictionary<string, int>> carts)
    {
        switch (entry.Action)
        {
            case "cart.created":
                carts[id] = new SortedDictionary<string, int>(StringComparer.Ordinal);
                break;
            case "cart.item-set":
                carts[id][(string)entry.Details["productId"]!] = (int)entry.Details["quantity"]!;
                break;
            case "cart.item-removed":
                carts[id].Remove((string)entry.Details["productId"]!);
                break;
            case "cart.cleared" or "cart.checked-out":
                carts[id].Clear();
                break;
            case "cart.merged":
                Merge(carts[(string)entry.Details["from"]!], carts[id]);
                break;
            case "cart.merged-away":
                carts.Remove(id);
                break;
            case "cart.claimed" or "cart.touched":
                break;
            default:
                throw new InvalidOperationException($"Unknown action '{entry.Action}'.");
        }
    }

    private static void Merge(SortedDictionary<string, int> from, SortedDictionary<string, int> into)
    {
        foreach (var (product, quantity) in from)
        {
            into[product] = into.GetValueOrDefault(product) + quantity;
        }
    }
}
