using Graph.Domains.Abstractions;
using Graph.Domains.Tests.Seam;

namespace Graph.Domains.Tests.Mutations;

/// <summary>What is wrong with an input is said before anything is sent.</summary>
public sealed class InputTests
{
    private static readonly string[] ArgumentNames = ["idempotencyKey", "cartId", "reviewId"];
    private static readonly string Long = new('x', 5_001);

    private readonly FakeGraph _graph = MutationGraph.Make();

    public static TheoryData<string, string, object?, string?> Wrong => new()
    {
        { "createCart", "idempotencyKey", "", "idempotencyKey" },
        { "createCart", "idempotencyKey", new string('k', 256), "idempotencyKey" },
        { "createCart", "idempotencyKey", "clé", "idempotencyKey" },
        { "setCartItem", "quantity", -1, "quantity" },
        { "setCartItem", "quantity", 1000, "quantity" },
        { "setCartItem", "cartId", "..", "cartId" },
        { "setCartItem", "productId", "", "productId" },
        { "setCartItem", "expectedVersion", -1, "expectedVersion" },
        { "removeCartItem", "cartId", ".", "cartId" },
        { "removeCartItem", "productId", "..", "productId" },
        { "clearCart", "cartId", "", "cartId" },
        { "claimCart", "cartId", "..", "cartId" },
        { "checkout", "cartId", "..", "cartId" },
        { "checkout", "expectedVersion", -1, "expectedVersion" },
        { "checkout", "idempotencyKey", "tab\there", "idempotencyKey" },
        { "addReview", "productId", "..", "productId" },
        { "addReview", "rating", 0, "rating" },
        { "addReview", "rating", 6, "rating" },
        { "addReview", "title", Long[..201], "title" },
        { "addReview", "body", "  ", "body" },
        { "addReview", "body", Long, "body" },
        { "addReview", "idempotencyKey", "", "idempotencyKey" },
        { "markReviewHelpful", "reviewId", "..", "reviewId" },
        { "updateProfile", "name", " ", "name" },
        { "updateProfile", "name", Long[..101], "name" },
        { "updateProfile", "name", null, null },
        { "updateProfile", "avatarUrl", "javascript:alert(1)", "avatarUrl" },
        { "updateProfile", "avatarUrl", "/relative.png", "avatarUrl" },
        { "updatePreferences", "currency", "eur", "currency" },
        { "updatePreferences", "currency", "EURO", "currency" },
        { "updatePreferences", "language", "german", "language" },
        { "updatePreferences", "language", "de\n", "language" },
        { "updatePreferences", "newsletter", null, null },
        { "updateProduct", "id", "..", "id" },
        { "updateProduct", "name", "", "name" },
        { "updateProduct", "description", Long, "description" },
        { "updateProduct", "price", Args.Fields(("amount", -0.01m), ("currency", "EUR")), "price" },
        { "updateProduct", "price", Args.Fields(("amount", 1m), ("currency", "€")), "price" },
        { "updateProduct", "price", null, null },
        { "adjustInventory", "productId", "..", "productId" },
        { "adjustInventory", "delta", 0, "delta" },
        { "adjustInventory", "idempotencyKey", "", "idempotencyKey" },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public async Task Input_ThatBreaksARule_IsTypedAndSendsNothing(string field, string name, object? value, string? named)
    {
        var result = await _graph.MutateAsync(field, With(MutationCase.Of(field).Arguments, name, value));

        var errors = (IReadOnlyList<UserError>)result.Value!.GetType().GetProperty("Errors")!.GetValue(result.Value)!;
        Assert.Equal(named, Assert.IsType<InvalidInput>(Assert.Single(errors)).Field);
        Assert.Empty(_graph.Writer.Writes);
    }

    [Fact]
    public async Task Input_ThatBreaksSeveralRules_NamesThemAll()
    {
        var result = await _graph.MutateAsync<Domains.Reviews.ReviewPayload>(
            "addReview", Args.Input(("productId", "1"), ("rating", 9), ("body", "")));

        Assert.Equal(["rating", "body"], result.Value!.Errors.Cast<InvalidInput>().Select(error => error.Field));
    }

    private static Arguments With(Arguments arguments, string name, object? value)
    {
        var fields = arguments.TryGet("input", out var input) ? (IReadOnlyDictionary<string, object?>)input : null;
        var changed = new Dictionary<string, object?>(fields ?? MutationArguments(arguments)) { [name] = value };
        return fields is null ? new Arguments(changed) : Args.Of(("input", changed));
    }

    private static Dictionary<string, object?> MutationArguments(Arguments arguments) =>
        ArgumentNames.Where(arguments.Has).ToDictionary(name => name, object? (name) => arguments.Text(name));
}
