using System.Text.Json;
using Graph.TestKit.Server;
using Graph.TestKit.Stub.Writes;

namespace Graph.FunctionalTests.Carts;

/// <summary>The reads that a client does, and what must hold of them.</summary>
internal static class HammerReads
{
    private const string CartFields = "{ id version items { productId quantity } }";

    private const string OwnCart = $"query($id: ID!) {{ cart(id: $id) {CartFields} }}";

    private const string OthersCart = "query($id: ID!) { cart(id: $id) { id version items { productId } owner { name } } }";

    private const string Everything =
        $"{{ viewer {{ id email cart {CartFields} orders(first: 5) {{ totalCount nodes {{ id }} }} "
        + "preferences { language version } activity(first: 3) { id kind } } }";

    private const string Product = "query($id: ID!) { product(id: $id) { id version inventory { available version } reviews(first: 1) { totalCount } } }";

    public static Task RunAsync(HammerClient client) => client.Random.Next(10) switch
    {
        < 4 => OwnCartAsync(client),
        < 7 when client.Viewer.UserId is not null => ViewerAsync(client),
        < 8 => OthersCartAsync(client),
        _ => ProductAsync(client),
    };

    /// <summary>What must hold of a cart that a client has read, in a query or a payload.</summary>
    public static void JudgeCart(HammerClient client, JsonElement cart, IReadOnlyDictionary<string, int> before, string traceId)
    {
        var version = cart.GetProperty("version").GetInt32();
        client.CartVersion = Math.Max(client.CartVersion, version);
        client.Judge(client.Viewer.Own, $"cart:{client.Viewer.CartId}", version, before, traceId);
        foreach (var item in cart.GetProperty("items").EnumerateArray().Where(item => !client.Viewer.Owns(item.GetProperty("productId").GetString()!)))
        {
            client.World.Findings.Add("another's data", $"{traceId}: {client.Viewer.Name} has {item} in the cart");
        }
    }

    private static async Task OwnCartAsync(HammerClient client)
    {
        var (before, writes, trace) = (client.Viewer.Own.Now(), client.World.WritesOf(client.Viewer.CartId), client.NextTraceId());
        var answer = await client.SendAsync(OwnCart, new { id = client.Viewer.CartId }, trace, client.Viewer.Token);
        if (answer.Find("cart") is { } cart)
        {
            JudgeCart(client, cart, before, trace);
            HoldAgainstLedger(client, cart, writes, trace);
        }
        else if (answer.Errors.Count == 0)
        {
            client.World.Findings.Add("own cart missing", $"{trace}: {client.Viewer.Name} {answer}");
        }
    }

    private static async Task ViewerAsync(HammerClient client)
    {
        var (before, writes, trace) = (client.Viewer.Own.Now(), client.World.WritesOf(client.Viewer.CartId), client.NextTraceId());
        var answer = await client.SendAsync(Everything, new { }, trace, client.Viewer.Token);
        if (answer.Find("viewer.cart") is { } cart)
        {
            JudgeCart(client, cart, before, trace);
            HoldAgainstLedger(client, cart, writes, trace);
        }

        client.Judge(client.Viewer.Own, "orders", answer.Int("viewer.orders.totalCount"), before, trace);
        client.Judge(client.Viewer.Own, $"preferences:{client.Viewer.UserId}", answer.Int("viewer.preferences.version"), before, trace);
        if (answer.Text("viewer.preferences.language") is { } language && language != "en" && language[0] != client.Viewer.Letter)
        {
            client.World.Findings.Add("another's data", $"{trace}: {client.Viewer.Name} has the language {language}");
        }

        if (answer.Text("viewer.email") is { } email && email != TestKit.Stub.StubPrivateData.EmailOf(client.Viewer.UserId!))
        {
            client.World.Findings.Add("another's data", $"{trace}: {client.Viewer.Name} has the e-mail address {email}");
        }
    }

    private static async Task OthersCartAsync(HammerClient client)
    {
        var other = client.OneOf([.. client.World.Viewers.Where(viewer => viewer != client.Viewer && viewer.UserId is not null)]);
        var trace = client.NextTraceId();
        var document = OthersCart.Replace("owner { name }", client.OneOf("owner { name }", "totalQuantity"), StringComparison.Ordinal);
        var headers = GraphTokens.Bearer(client.Viewer.Token);
        headers["X-Trace-Id"] = trace;
        var answer = await client.World.Client.QueryAsync(document, new { id = other.CartId }, headers);
        if (answer.Find("cart") is not null)
        {
            client.World.Findings.Add("another's data", $"{trace}: {client.Viewer.Name} reads the cart of {other.Name}: {answer}");
        }
    }

    private static async Task ProductAsync(HammerClient client)
    {
        var (before, trace, id) = (client.World.Public.Now(), client.NextTraceId(), client.ProductId());
        var answer = await client.SendAsync(Product, new { id }, trace, client.Viewer.Token);
        client.Judge(client.World.Public, $"product:{id}", answer.Int("product.version"), before, trace);
        client.Judge(client.World.Public, $"inventory:{id}", answer.Int("product.inventory.version"), before, trace);
        client.Judge(client.World.Public, $"reviews:{id}", answer.Int("product.reviews.totalCount"), before, trace);
    }

    // While a write of the same viewer is under way its overlay may show: then only the version is held to something.
    private static void HoldAgainstLedger(HammerClient client, JsonElement cart, (int Begun, int UnderWay) writes, string traceId)
    {
        var id = client.Viewer.CartId;
        if (writes.UnderWay != 0 || client.World.WritesOf(id).Begun != writes.Begun
            || client.World.Upstreams.Ledger.StateOf($"cart:{id}", cart.GetProperty("version").GetInt32()) is not { } state)
        {
            return;
        }

        client.World.CountCompared();
        var (read, written) = (Answers.Items(cart.GetProperty("items")), CartReplay.Text(CartReplay.Items(state)));
        if (read != written)
        {
            client.World.Findings.Add("wrong content", $"{traceId} ({client.Viewer.Name}): read {cart}, written was '{written}'");
        }
    }
}
