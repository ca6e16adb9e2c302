using System.Text.Json;
using Graph.FunctionalTests.Carts;
using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Checkout;

/// <summary>Fills its cart and buys it, again and again; each purchase has a key, and is repeated until there is an answer.</summary>
internal sealed class Buyer(RestartingGraph graph, string userId)
{
    private const int MostRepetitions = 200;

    private const string Create = "mutation { createCart { cart { id version } errors { message } } }";

    private const string SetItem =
        "mutation($input: SetCartItemInput!) { setCartItem(input: $input) { cart { id version } errors { __typename message } } }";

    private const string Checkout =
        "mutation($input: CheckoutInput!) { checkout(input: $input) { order { id } errors { __typename message } } }";

    private GraphProcess? _signedInAt;
    private string _token = "";
    private int _sent;

    /// <summary>How often an answer was lost.</summary>
    public int Lost { get; private set; }

    /// <summary>What was told: the purchase's number to the order's id.</summary>
    public Dictionary<int, string> Orders { get; } = [];

    /// <summary>The trace ids of each purchase's attempts.</summary>
    public Dictionary<int, List<string>> TraceIds { get; } = [];

    public async Task BuyAsync(int purchase)
    {
        var cart = await UntilAsync(Create, null, "createCart.cart", []);
        var cartId = cart.GetProperty("id").GetString()!;
        var set = await UntilAsync(SetItem, new { cartId, productId = $"{(purchase % 50) + 1}", quantity = 1 }, "setCartItem.cart", []);
        var input = new { cartId, expectedVersion = set.GetProperty("version").GetInt32(), idempotencyKey = $"purchase-{userId}-{purchase}" };
        var order = await UntilAsync(Checkout, input, "checkout.order", TraceIds[purchase] = []);
        Orders[purchase] = order.GetProperty("id").GetString()!;
    }

    private async Task<JsonElement> UntilAsync(string document, object? input, string path, List<string> traceIds)
    {
        var last = "";
        for (var repetition = 0; repetition < MostRepetitions; repetition++)
        {
            traceIds.Add($"buyer-{userId}-{++_sent}");
            var answer = await TryAsync(document, input, traceIds[^1]);
            if (answer?.Find(path) is { } found)
            {
                return found;
            }

            last = answer?.ToString() ?? last;
            if (answer is null || answer.ToldOf(path.Split('.')[0]) is Told.Unknown)
            {
                Lost++;
            }
            else if (answer.Errors.Count == 0)
            {
                throw new InvalidOperationException($"{traceIds[^1]} of {userId}: {document} {JsonSerializer.Serialize(input)} → {answer}");
            }
        }

        throw new InvalidOperationException($"No answer after {MostRepetitions} times: {document} → {last}");
    }

    // Null when the graph died meanwhile.
    private async Task<GraphQLAnswer?> TryAsync(string document, object? input, string traceId)
    {
        var running = await graph.GetAsync();
        try
        {
            if (_signedInAt != running)
            {
                _token = await running.Client.GetTokenAsync(userId);
                _signedInAt = running;
            }

            var headers = GraphTokens.Bearer(_token);
            headers["X-Trace-Id"] = traceId;
            return await running.Client.QueryAsync(document, input is null ? null : new { input }, headers);
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            return null;
        }
    }
}
