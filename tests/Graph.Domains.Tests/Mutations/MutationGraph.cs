using Graph.Domains.Abstractions;
using Graph.Domains.Carts;
using Graph.Domains.Inventory;
using Graph.Domains.Products;
using Graph.Domains.Reviews;
using Graph.Domains.Tests.Seam;
using Graph.Domains.Users;

namespace Graph.Domains.Tests.Mutations;

/// <summary>All domains, with one entity of each that can be changed, and user 5 signed in.</summary>
internal static class MutationGraph
{
    public static Cart OwnCart { get; } =
        new("c1", [new CartItem("9", 2, new Money(12.50m, "EUR"))], 3, default, OwnerId: "5");

    public static FakeGraph Make()
    {
        var graph = FakeGraph.WithAllDomains();
        graph.Viewer = new Viewer("5", new HashSet<string> { "catalog" });
        graph.Writer.Know(CartSources.Entity, OwnCart);
        graph.Writer.Know(ReviewSources.Entity, new Review("7", "1", "a7", 4, "Good.", 2, 5, default, default));
        graph.Writer.Know(UserSources.Entity, new User("5", "user5", "User 5", default, 7, default));
        graph.Writer.Know(UserSources.Preferences, new Preferences("5", "EUR", "de", true, 4));
        graph.Writer.Know(ProductSources.Entity, new Product("1", "N", "shoes", new Money(1, "EUR"), 3, default, default));
        graph.Writer.Know(InventorySources.Entity, new InventoryLevel("1", 7, 0, "Lyon", 9, default));

        graph.Upstream("Carts").Answer("/carts/c1", Json.Cart("c1", "5", 8, Json.Item("9", 1)));
        graph.Upstream("Users").Answer("/users?ids=5", $"[{Json.User("5")}]");
        graph.Upstream("Users").Answer("/users/5/preferences", Json.Preferences("5", 8));
        graph.Upstream("Products").Answer("/products?ids=1", $"[{Json.Product("1")}]");
        graph.Upstream("Products").Answer("/products?ids=9", $"[{Json.Product("9")}]");
        graph.Upstream("Inventory").Answer("/inventory?productIds=1", $"[{Json.Inventory("1", 5)}]");
        return graph;
    }

    public static Problem Problem(int status, string type, params (string Name, string Value)[] members) =>
        new(status, type, members.ToDictionary(member => member.Name, member => member.Value));
}
