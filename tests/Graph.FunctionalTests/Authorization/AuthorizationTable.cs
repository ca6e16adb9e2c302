namespace Graph.FunctionalTests.Authorization;

/// <summary>Every private coordinate and every mutation, with what each role must get. A new one needs a row here.</summary>
internal static class AuthorizationTable
{
    private const Expected Value = Expected.Value;
    private const Expected Nothing = Expected.Nothing;
    private const Expected Written = Expected.Written;
    private const Expected Unauthenticated = Expected.Unauthenticated;
    private const Expected Forbidden = Expected.Forbidden;

    public static IReadOnlyList<AuthorizationRow> Rows { get; } =
    [
        .. Viewers(), .. Orders(), .. Carts(), .. CartMutations(), .. Claims(), .. OwnMutations(), .. CatalogMutations(),
    ];

    private static IEnumerable<AuthorizationRow> Viewers()
    {
        yield return Own("Query.viewer", "id", "id");
        yield return Own("Viewer.id", "id", "id");
        yield return Own("Viewer.user", "user { id }", "user.id");
        yield return Own("Viewer.email", "email", "email");
        yield return Own("Viewer.cart", "cart { id }", "cart.id");
        yield return Own("Viewer.orders", "orders { totalCount }", "orders.totalCount");
        yield return Own("Viewer.preferences", "preferences { language }", "preferences.language");
        yield return Own("Viewer.activity", "activity { id }", "activity.0.id");
        yield return Own("Viewer.recommendations", "recommendations { id }", "recommendations.0.id");
        foreach (var field in (string[])["currency", "language", "newsletter", "version"])
        {
            yield return Own($"Preferences.{field}", $"preferences {{ {field} }}", $"preferences.{field}");
        }

        yield return Own("Activity.id", "activity { id }", "activity.0.id");
        yield return Own("Activity.kind", "activity { kind }", "activity.0.kind");
        yield return Own("Activity.product", "activity { product { id } }", "activity.0.product.id");
        yield return Own("Activity.at", "activity { at }", "activity.0.at");
    }

    private static IEnumerable<AuthorizationRow> Orders()
    {
        yield return Own("OrderConnection.nodes", "orders { nodes { id } }", "orders.nodes.0.id");
        yield return Own("OrderConnection.edges", "orders { edges { cursor } }", "orders.edges.0.cursor");
        yield return Own("OrderConnection.pageInfo", "orders { pageInfo { hasNextPage } }", "orders.pageInfo.hasNextPage");
        yield return Own("OrderConnection.totalCount", "orders { totalCount }", "orders.totalCount");
        yield return Own("OrderEdge.cursor", "orders { edges { cursor } }", "orders.edges.0.cursor");
        yield return Own("OrderEdge.node", "orders { edges { node { id } } }", "orders.edges.0.node.id");
        yield return Own("Order.id", "orders { nodes { id } }", "orders.nodes.0.id");
        yield return Own("Order.items", "orders { nodes { items { productId } } }", "orders.nodes.0.items.0.productId");
        yield return Own("Order.total", "orders { nodes { total { amount } } }", "orders.nodes.0.total.amount");
        yield return Own("Order.status", "orders { nodes { status } }", "orders.nodes.0.status");
        yield return Own("Order.placedAt", "orders { nodes { placedAt } }", "orders.nodes.0.placedAt");
    }

    private static IEnumerable<AuthorizationRow> Carts()
    {
        yield return Cart("Query.cart", "id", "id");
        foreach (var field in (string[])["id", "totalQuantity", "version", "updatedAt"])
        {
            yield return Cart($"Cart.{field}", field, field);
        }

        yield return Cart("Cart.owner", "owner { id }", "owner.id");
        yield return Cart("Cart.items", "items { productId }", "items.0.productId");
        yield return Cart("Cart.subtotal", "subtotal { amount }", "subtotal.amount");
        yield return Cart("CartItem.productId", "items { productId }", "items.0.productId");
        yield return Cart("CartItem.product", "items { product { id } }", "items.0.product.id");
        yield return Cart("CartItem.quantity", "items { quantity }", "items.0.quantity");
        yield return Cart("CartItem.unitPrice", "items { unitPrice { amount } }", "items.0.unitPrice.amount");
        yield return Cart("CartItem.lineTotal", "items { lineTotal { amount } }", "items.0.lineTotal.amount");
        yield return new(
            "Subscription.cartChanged", "subscription($cart: ID!) { cartChanged(cartId: $cart) { items { productId } } }",
            "cartChanged.items.0.productId", Forbidden, Forbidden, Value, Forbidden);
        yield return new(
            "Subscription.cartChanged", "subscription($anonymousCart: ID!) { cartChanged(cartId: $anonymousCart) { id } }",
            "cartChanged.id", Value, Value, Value, Value);
        yield return new("Query.cart", "query($anonymousCart: ID!) { cart(id: $anonymousCart) { id } }", "cart.id", Value, Value, Value, Value);
    }

    private static IEnumerable<AuthorizationRow> CartMutations()
    {
        const string set = "mutation($cart: ID!, $product: ID!) { setCartItem(input: { cartId: $cart, productId: $product, quantity: 2 }) ";
        const string checkout = "mutation($cart: ID!, $version: Int!) { checkout(input: { cartId: $cart, expectedVersion: $version }) ";
        yield return new("Mutation.createCart", "mutation { createCart { cart { id } } }", "createCart.cart.id", Written, Value, Value, Value);
        yield return OfOwner("Mutation.setCartItem", set + "{ cart { id } } }", "setCartItem.cart.id");
        yield return OfOwner("CartPayload.cart", set + "{ cart { items { productId } } } }", "setCartItem.cart.items.0.productId");
        yield return OfOwner(
            "Mutation.setCartItem",
            "mutation($cart: ID!, $product: ID!, $version: Int!) { setCartItem(input: { cartId: $cart, productId: $product, quantity: 2, expectedVersion: $version }) { cart { id } } }",
            "setCartItem.cart.id");
        yield return OfOwner(
            "Mutation.removeCartItem",
            "mutation($cart: ID!, $product: ID!) { removeCartItem(input: { cartId: $cart, productId: $product }) { cart { id } } }",
            "removeCartItem.cart.id");
        yield return OfOwner("Mutation.clearCart", "mutation($cart: ID!) { clearCart(input: { cartId: $cart }) { cart { id } } }", "clearCart.cart.id");
        yield return OfOwner("Mutation.checkout", checkout + "{ order { id } } }", "checkout.order.id");
        yield return OfOwner("CheckoutPayload.order", checkout + "{ order { total { amount } } } }", "checkout.order.total.amount");
        yield return OfOwner("CheckoutPayload.cart", checkout + "{ cart { version } } }", "checkout.cart.version");
    }

    // An anonymous cart belongs to whoever knows its id and is signed in; that of another stays theirs.
    private static IEnumerable<AuthorizationRow> Claims()
    {
        yield return new(
            "Mutation.claimCart", "mutation($anonymousCart: ID!) { claimCart(cartId: $anonymousCart) { cart { id } } }", "claimCart.cart.id",
            Unauthenticated, Written, Written, Written);
        yield return new(
            "Mutation.claimCart", "mutation($cart: ID!) { claimCart(cartId: $cart) { cart { id } } }", "claimCart.cart.id",
            Unauthenticated, Forbidden, Value, Forbidden);
    }

    private static IEnumerable<AuthorizationRow> OwnMutations()
    {
        const string preferences = "mutation { updatePreferences(input: { language: \"de\" }) ";
        yield return SignedIn("Mutation.updatePreferences", preferences + "{ preferences { language } } }", "updatePreferences.preferences.language");
        yield return SignedIn("PreferencesPayload.preferences", preferences + "{ preferences { version } } }", "updatePreferences.preferences.version");
        yield return SignedIn(
            "Mutation.updateProfile", "mutation { updateProfile(input: { name: \"New\" }) { user { id } } }", "updateProfile.user.id");
        yield return SignedIn(
            "Mutation.addReview",
            "mutation($product: ID!) { addReview(input: { productId: $product, rating: 5, body: \"Good.\" }) { review { id } } }",
            "addReview.review.id");
        yield return new(
            "Mutation.markReviewHelpful", "mutation($review: ID!) { markReviewHelpful(reviewId: $review) { review { id } } }",
            "markReviewHelpful.review.id", Written, Written, Written, Written);
    }

    private static IEnumerable<AuthorizationRow> CatalogMutations()
    {
        yield return OfCatalog(
            "Mutation.updateProduct", "mutation($product: ID!) { updateProduct(input: { id: $product, description: \"New\" }) { product { id } } }",
            "updateProduct.product.id");
        yield return OfCatalog(
            "Mutation.adjustInventory",
            "mutation($product: ID!) { adjustInventory(input: { productId: $product, delta: 1 }) { inventory { available } } }",
            "adjustInventory.inventory.available");
    }

    // Everybody reads what is their own; nobody has nothing.
    private static AuthorizationRow Own(string coordinate, string selection, string path) =>
        new(coordinate, $"{{ viewer {{ {selection} }} }}", $"viewer.{path}", Nothing, Value, Value, Value);

    private static AuthorizationRow Cart(string coordinate, string selection, string path) => new(
        coordinate, $"query($cart: ID!) {{ cart(id: $cart) {{ {selection} }} }}", $"cart.{path}", Forbidden, Forbidden, Value, Forbidden);

    private static AuthorizationRow OfOwner(string coordinate, string document, string path) =>
        new(coordinate, document, path, Forbidden, Forbidden, Written, Forbidden);

    private static AuthorizationRow SignedIn(string coordinate, string document, string path) =>
        new(coordinate, document, path, Unauthenticated, Written, Written, Written);

    private static AuthorizationRow OfCatalog(string coordinate, string document, string path) =>
        new(coordinate, document, path, Unauthenticated, Forbidden, Forbidden, Written);
}
