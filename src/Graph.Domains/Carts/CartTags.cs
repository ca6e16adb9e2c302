namespace Graph.Domains.Carts;

internal static class CartTags
{
    public const string AllOwners = "carts:owner:*";

    public const string AllOrders = "orders:user:*";

    /// <summary>Which cart is a user's.</summary>
    public static string OfOwner(string userId) => "carts:owner:" + userId;

    public static string OrdersOf(string userId) => "orders:user:" + userId;
}
