using Graph.TestKit.Server;
using Graph.TestKit.Stub.Writes;

namespace Graph.FunctionalTests.Carts;

/// <summary>The mutations that a client sends, and what must hold of each answer by itself.</summary>
internal static class HammerWrites
{
    private const int MostRepetitions = 5;

    private const string CartPayload =
        "{ cart { id version items { productId quantity } } errors { __typename message ... on VersionConflict { currentVersion } } }";

    private const string Checkout =
        "mutation($input: CheckoutInput!) { checkout(input: $input) { order { id items { productId quantity } total { amount } } "
        + "errors { __typename message ... on VersionConflict { currentVersion } } } }";

    private const string Preferences =
        "mutation($input: UpdatePreferencesInput!) { updatePreferences(input: $input) { preferences { language version } errors { __typename } } }";

    private const string Review = "mutation($input: AddReviewInput!) { addReview(input: $input) { review { id } errors { __typename message } } }";

    public static Task RunAsync(HammerClient client) => client.Random.Next(20) switch
    {
        < 7 => CartAsync(client, "setCartItem", "SetCartItemInput", new
        {
            cartId = client.Viewer.CartId,
            productId = client.ProductId(),
            quantity = client.Random.Next(1, 10),
            expectedVersion = ExpectedVersion(client),
        }),
        < 10 => CartAsync(client, "removeCartItem", "RemoveCartItemInput", new
        {
            cartId = client.Viewer.CartId,
            productId = client.ProductId(),
            expectedVersion = ExpectedVersion(client),
        }),
        < 11 => CartAsync(client, "clearCart", "ClearCartInput", new { cartId = client.Viewer.CartId, expectedVersion = ExpectedVersion(client) }),
        < 15 => CheckoutAsync(client),
        < 18 when client.Viewer.UserId is not null => PreferencesAsync(client),
        _ when client.Viewer.UserId is not null => ReviewAsync(client),
        _ => CheckoutAsync(client),
    };

    /// <summary>Stock coming in, as the role <c>catalog</c>.</summary>
    public static async Task AdjustInventoryAsync(HammerClient client, string token)
    {
        const string document =
            "mutation($input: AdjustInventoryInput!) { adjustInventory(input: $input) { inventory { version } errors { __typename } } }";
        var id = client.ProductId();
        var before = client.World.Public.Now();
        var input = new { productId = id, delta = client.Random.Next(1, 5), idempotencyKey = client.OneOf(null, $"{client.NextTraceId()}-key") };
        var mutation = new HammerMutation("adjustInventory", "catalog");
        var answer = await RepeatAsync(client, mutation, document, input, input.idempotencyKey is not null, token);
        client.Judge(client.World.Public, $"inventory:{id}", answer.Int("adjustInventory.inventory.version"), before, mutation.TraceIds[^1]);
        RaiseByLedger(client, mutation, client.World.Public, "inventory:");
    }

    private static int? ExpectedVersion(HammerClient client) => client.Random.Next(3) == 0 ? client.CartVersion : null;

    private static async Task CartAsync(HammerClient client, string field, string inputType, object input)
    {
        var before = client.Viewer.Own.Now();
        var mutation = new HammerMutation(field, client.Viewer.Name);
        client.World.BeginWrite(client.Viewer.CartId);
        var document = $"mutation($input: {inputType}!) {{ {field}(input: $input) {CartPayload} }}";
        var answer = await RepeatAsync(client, mutation, document, input, hasKey: false, client.Viewer.Token);
        client.World.EndWrite(client.Viewer.CartId);
        if (answer.Find($"{field}.cart") is { } cart)
        {
            HammerReads.JudgeCart(client, cart, before, mutation.TraceIds[^1]);
        }

        RaiseByLedger(client, mutation, client.Viewer.Own, "cart:");
        SeeConflict(client, answer, field);
    }

    // The same key goes along until there is an answer, as a shop's page does it.
    private static async Task CheckoutAsync(HammerClient client)
    {
        var expectedVersion = client.CartVersion;
        var input = new { cartId = client.Viewer.CartId, expectedVersion, idempotencyKey = $"{client.NextTraceId()}-key" };
        var mutation = new HammerMutation("checkout", client.Viewer.Name);
        client.World.BeginWrite(client.Viewer.CartId);
        var answer = await RepeatAsync(client, mutation, Checkout, input, hasKey: true, client.Viewer.Token);
        client.World.EndWrite(client.Viewer.CartId);
        mutation.ToldId = answer.Text("checkout.order.id");
        if (answer.Find("checkout.order.items") is { } bought)
        {
            var seen = client.World.Upstreams.Ledger.StateOf($"cart:{client.Viewer.CartId}", expectedVersion);
            if (seen is null || Answers.Items(bought) != CartReplay.Text(CartReplay.Items(seen)))
            {
                client.World.Findings.Add("bought a changed cart", $"{mutation}: the cart at {expectedVersion} was {seen?.ToJsonString()}");
            }
        }

        RaiseByLedger(client, mutation, client.Viewer.Own, "cart:");
        foreach (var placed in mutation.TraceIds.SelectMany(client.World.Upstreams.Ledger.Of).Where(entry => entry.Action == "order.placed"))
        {
            client.Viewer.Own.Raise("orders", (int)placed.Details["ofUser"]!);
        }

        SeeConflict(client, answer, "checkout");
    }

    private static async Task PreferencesAsync(HammerClient client)
    {
        var before = client.Viewer.Own.Now();
        var input = new
        {
            language = $"{client.Viewer.Letter}{(char)('a' + client.Random.Next(26))}",
            newsletter = client.OneOf<bool?>(true, false, null),
        };
        var mutation = new HammerMutation("updatePreferences", client.Viewer.Name);
        var answer = await RepeatAsync(client, mutation, Preferences, input, hasKey: false, client.Viewer.Token);
        client.Judge(
            client.Viewer.Own, $"preferences:{client.Viewer.UserId}", answer.Int("updatePreferences.preferences.version"), before, mutation.TraceIds[^1]);
        RaiseByLedger(client, mutation, client.Viewer.Own, "preferences:");
    }

    private static async Task ReviewAsync(HammerClient client)
    {
        var key = client.OneOf(null, $"{client.NextTraceId()}-key");
        var input = new { productId = client.ProductId(), rating = client.Random.Next(1, 6), body = "Good.", idempotencyKey = key };
        var mutation = new HammerMutation("addReview", client.Viewer.Name);
        var answer = await RepeatAsync(client, mutation, Review, input, key is not null, client.Viewer.Token);
        mutation.ToldId = answer.Text("addReview.review.id");
        foreach (var added in mutation.TraceIds.SelectMany(client.World.Upstreams.Ledger.Of))
        {
            client.World.Public.Raise($"reviews:{input.productId}", (int)added.Details["ofProduct"]!);
        }
    }

    private static async Task<GraphQLAnswer> RepeatAsync(
        HammerClient client, HammerMutation mutation, string document, object input, bool hasKey, string? token)
    {
        client.World.Mutations.Enqueue(mutation);
        for (var repetition = 0; ; repetition++)
        {
            var trace = client.NextTraceId();
            var answer = await client.SendAsync(document, new { input }, trace, token);
            var told = answer.ToldOf(mutation.Field);
            mutation.Add(trace, told, answer.Body);
            if (told is not Told.Unknown || !hasKey || repetition == MostRepetitions)
            {
                return answer;
            }
        }
    }

    // Whatever the client was told: what this request has written is never unseen again.
    private static void RaiseByLedger(HammerClient client, HammerMutation mutation, VersionWatch watch, string prefix)
    {
        foreach (var entry in mutation.TraceIds.SelectMany(client.World.Upstreams.Ledger.Of).Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            watch.Raise(entry.Key, entry.Version);
        }
    }

    private static void SeeConflict(HammerClient client, GraphQLAnswer answer, string field)
    {
        if (answer.Int($"{field}.errors.0.currentVersion") is { } current)
        {
            client.CartVersion = Math.Max(client.CartVersion, current);
        }
    }
}
