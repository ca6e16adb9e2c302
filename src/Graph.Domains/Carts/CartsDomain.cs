using Graph.Domains.Abstractions;
using Graph.Domains.Products;
using Graph.Domains.Users;

namespace Graph.Domains.Carts;

public sealed class CartsDomain : IDomainModule
{
    public static string Name => "Carts";

    public static void Register(IDomainBuilder domain)
    {
        var upstream = new CartsUpstream(domain.Upstream);

        domain.Entity(CartSources.Entity)
            .FetchEach(upstream.GetAsync).Tags(cart => cart.OwnerId is { } ownerId ? [UserTags.Of(ownerId)] : []);
        domain.Entity(CartSources.OfOwner).FetchEach(upstream.GetOfOwnerAsync).Tags(owned => [UserTags.Of(owned.OwnerId)]);

        domain.Type<Cart>("Cart")
            .Field("owner", (carts, context) => context.Load.Many(UserSources.Entity, carts, cart => cart.OwnerId));
        domain.Type<CartItem>("CartItem")
            .Field("product", (items, context) => context.Load.Many(ProductSources.Entity, items, item => item.ProductId));
        domain.Type<Order>("Order").Value("items", ItemsOf);
        domain.Type<ViewerAccount>("Viewer").Field("cart", OwnAsync);

        domain.Query("cart", async context =>
            CartAccess.Of(await context.Load.One(CartSources.Entity, context.Arguments.Required("id")), context.Viewer));

        CartMutations.Register(domain);

        domain.Subscription(
            "cartChanged", CartSources.Entity, arguments => [arguments.Required("cartId")], cart => CartAccess.Of(cart.Result, cart.Viewer));

        domain.On("cart.modified", CartChanges.Modified);
        domain.DetectChanges("/carts", "cart.modified", data: ["ownerId"]);
    }

    private static IReadOnlyList<CartItem> ItemsOf(Order order) =>
        [.. order.Items.Select(line => new CartItem(line.ProductId, line.Quantity, line.UnitPrice))];

    private static async ValueTask<LoadResult<Cart>[]> OwnAsync(IReadOnlyList<ViewerAccount> viewers, FieldContext context)
    {
        var owned = await context.Load.Many(CartSources.OfOwner, viewers, viewer => viewer.Id);
        var carts = await context.Load.Many(CartSources.Entity, owned, look => look.Value?.CartId);
        return [.. carts.Select((cart, i) => owned[i].Failure is { } failure ? failure : CartAccess.Of(cart, context.Viewer))];
    }
}
