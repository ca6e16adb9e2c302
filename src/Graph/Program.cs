using Graph.Domains.Analytics;
using Graph.Domains.Carts;
using Graph.Domains.Inventory;
using Graph.Domains.Products;
using Graph.Domains.Recommendations;
using Graph.Domains.Reviews;
using Graph.Domains.Users;
using Graph.Hosting;

namespace Graph;

/// <summary>The one place that names the domains of this graph.</summary>
internal static class Program
{
    // A product page with no products: everything is parsed, validated and planned, and no upstream is called.
    private const string ProductPage =
        """
        { productsById(ids: []) {
            id name price { amount currency } inventory { available warehouse }
            reviews(first: 10) { nodes { id rating body author { id name } } pageInfo { hasNextPage endCursor } }
        } }
        """;

    public static Task<int> Main(string[] args) => GraphApplication.RunAsync(() => Build(args));

    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null) =>
        GraphApplication.Build(
            args,
            graph => graph
                .AddDomain<ProductsDomain>()
                .AddDomain<InventoryDomain>()
                .AddDomain<ReviewsDomain>()
                .AddDomain<UsersDomain>()
                .AddDomain<CartsDomain>()
                .AddDomain<RecommendationsDomain>()
                .AddDomain<AnalyticsDomain>()
                .WarmUpBy(ProductPage),
            configure);
}
