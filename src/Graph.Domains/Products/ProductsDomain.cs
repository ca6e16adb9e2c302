using Graph.Domains.Abstractions;
using Graph.Domains.Users;

namespace Graph.Domains.Products;

public sealed class ProductsDomain : IDomainModule
{
    public static string Name => "Products";

    public static void Register(IDomainBuilder domain)
    {
        var upstream = new ProductsUpstream(domain.Upstream);

        domain.Entity(ProductSources.Entity)
            .FetchBatch(upstream.GetManyAsync).FetchOne(upstream.GetOneAsync).Tags(ProductTags.OfProduct);
        domain.List(ProductSources.List).FetchPage(upstream.GetPageAsync).Tags(ProductTags.OfList);

        domain.Type<Product>("Product")
            .Field("seller", (products, context) => context.Load.Many(UserSources.Entity, products, product => product.SellerId));
        domain.Connection(ProductSources.List, "ProductConnection", "ProductEdge");

        domain.Query("product", context => context.Load.One(ProductSources.Entity, context.Arguments.Required("id")));
        domain.Query("productsById", ProductsByIdAsync);
        domain.Query("products", context =>
            context.Load.Connection(ProductSources.List, ProductQuery.From(context.Arguments), context.Arguments));

        var writes = new ProductWrites(domain.Upstream);
        domain.Type<ProductPayload>("ProductPayload");
        domain.Mutation("updateProduct", context => UpdateProduct.RunAsync(context, writes));

        domain.Type<ProductChange>("ProductChange");
        domain.Subscription<Product, ProductChange>(
            "productChanged", ProductSources.Entity, arguments => arguments.Texts("ids"), ProductChange.Of);

        domain.On("product.created", ProductChanges.Changed);
        domain.On("product.updated", ProductChanges.Changed);
        domain.On("product.deleted", ProductChanges.Deleted);
        // Without the category, since nothing tells the one before: all lists fall.
        domain.DetectChanges("/products", "product.updated");
    }

    // Element by element, so that one failed product is null with its error and the others arrive.
    private static async ValueTask<LoadResult<IReadOnlyList<LoadResult<Product>>>> ProductsByIdAsync(FieldContext context) =>
        await context.Load.Many(ProductSources.Entity, context.Arguments.Texts("ids"));
}
