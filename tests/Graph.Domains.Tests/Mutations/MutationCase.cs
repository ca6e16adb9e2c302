using Graph.Domains.Abstractions;
using Graph.Domains.Tests.Seam;

namespace Graph.Domains.Tests.Mutations;

/// <summary>A mutation that is well called, and what comes of it.</summary>
/// <param name="Field">The mutation.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Domain">Whose service it is.</param>
/// <param name="Sends">The method and path of its write.</param>
/// <param name="Sent">All of the write, as it is sent.</param>
/// <param name="Answers">The JSON that the service answers with.</param>
/// <param name="What">What it asks of the writer.</param>
internal sealed record MutationCase(
    string Field, Arguments Arguments, string Domain, string Sends, string Sent, string Answers, string What)
{
    /// <summary>Whether a version goes along, so that there can be a conflict.</summary>
    public bool IsVersioned { get; init; }

    public bool IsIdempotent { get; init; }

    /// <summary>What falls beside the entity when it is done.</summary>
    public required string[] Touched { get; init; }

    public static IReadOnlyList<MutationCase> All { get; } =
    [
        new("createCart", Args.Of(("idempotencyKey", "k")), "Carts", "POST /carts", """POST /carts Key:k {"ownerId":"5"}""",
            Json.Cart("c1", "5"), "create cart") { IsIdempotent = true, Touched = ["entity carts:owner:5"] },
        new("setCartItem", Args.Input(("cartId", "c1"), ("productId", "9"), ("quantity", 4)), "Carts", "PUT /carts/c1/items/9",
            """PUT /carts/c1/items/9 If-Match:3 {"quantity":4}""", Json.Cart("c1", "5", 4), "change cart:c1")
            { IsVersioned = true, Touched = ["entity carts:owner:5"] },
        new("removeCartItem", Args.Input(("cartId", "c1"), ("productId", "9")), "Carts", "DELETE /carts/c1/items/9",
            "DELETE /carts/c1/items/9 If-Match:3", Json.Cart("c1", "5", 4), "change cart:c1")
            { IsVersioned = true, Touched = ["entity carts:owner:5"] },
        new("clearCart", Args.Input(("cartId", "c1")), "Carts", "DELETE /carts/c1/items",
            "DELETE /carts/c1/items If-Match:3", Json.Cart("c1", "5", 4), "change cart:c1")
            { IsVersioned = true, Touched = ["entity carts:owner:5"] },
        new("claimCart", Args.Of(("cartId", "c1")), "Carts", "POST /carts/c1/claim",
            $$"""POST /carts/c1/claim Key:{{FakeWriter.ServerKey}} {"ownerId":"5"}""", Json.Cart("c1", "5", 4), "change cart:c1")
            { IsIdempotent = true, Touched = ["tag user:5", "entity cart:c1 v4"] },
        new("checkout", Args.Input(("cartId", "c1"), ("expectedVersion", 3), ("idempotencyKey", "k")), "Carts", "POST /carts/c1/checkout",
            "POST /carts/c1/checkout If-Match:3 Key:k", Json.Order("o1", "5", Json.Item("9", 2)), "change cart:c1")
        {
            IsVersioned = true,
            IsIdempotent = true,
            Touched =
            [
                "entity inventory:9", "entity carts:owner:5", "tag orders:user:5", "tag activity:user:5",
                "entity inventory:9", "entity carts:owner:5", "tag orders:user:5", "tag activity:user:5",
            ],
        },
        new("addReview", Args.Input(("productId", "1"), ("rating", 4), ("body", "Good."), ("idempotencyKey", "k")), "Reviews",
            "POST /reviews", """POST /reviews Key:k {"productId":"1","authorId":"5","rating":4,"body":"Good."}""",
            Json.Review("7").Replace("a7", "5", StringComparison.Ordinal), "create review")
            { IsIdempotent = true, Touched = ["tag reviews:product:1", "tag activity:user:5"] },
        new("markReviewHelpful", Args.Of(("reviewId", "7")), "Reviews", "POST /reviews/7/helpful",
            $"POST /reviews/7/helpful Key:{FakeWriter.ServerKey}", Json.Review("7"), "change review:7")
            { IsIdempotent = true, Touched = ["tag reviews:product:1"] },
        new("updateProfile", Args.Input(("name", "New")), "Users", "PATCH /users/5", """PATCH /users/5 If-Match:7 {"name":"New"}""",
            Json.User("5"), "change user:5") { IsVersioned = true, Touched = ["entity account:5"] },
        new("updatePreferences", Args.Input(("newsletter", false)), "Users", "PATCH /users/5/preferences",
            """PATCH /users/5/preferences If-Match:4 {"newsletter":false}""", Json.Preferences("5", 5), "change preferences:5")
            { IsVersioned = true, Touched = ["tag user:5"] },
        new("updateProduct", Args.Input(("id", "1"), ("price", Args.Fields(("amount", 9.90m), ("currency", "EUR")))), "Products",
            "PATCH /products/1", """PATCH /products/1 If-Match:3 {"price":{"amount":9.90,"currency":"EUR"}}""", Json.Product("1"),
            "change product:1") { IsVersioned = true, Touched = ["tag products:list", "tag products:category:shoes"] },
        new("adjustInventory", Args.Input(("productId", "1"), ("delta", -2), ("idempotencyKey", "k")), "Inventory",
            "POST /inventory/1/adjust", """POST /inventory/1/adjust Key:k {"delta":-2}""", Json.Inventory("1", 5), "change inventory:1")
            { IsIdempotent = true, Touched = [] },
    ];

    public static MutationCase Of(string field) => All.Single(mutation => mutation.Field == field);
}
