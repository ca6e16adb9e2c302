using Graph.Caching;
using Graph.Caching.Writes;
using Graph.Domains.Abstractions;
using Graph.Execution;
using Graph.Execution.Binding;
using Graph.Execution.Schema;
using Graph.Loading;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Graph.Benchmarks.Executor;

/// <summary>A graph in memory: 50 products with their sellers, and nine reviews of each with their authors.</summary>
internal sealed class Catalogue : ILoaderFactory, IWriterFactory
{
    public const string Query = """
        {
          products {
            id name description version inStock updatedAt price { amount currency }
            seller { id name }
            reviews { id rating body author { id name } }
          }
        }
        """;

    private const int Products = 50, Reviews = 9;

    private const string Sdl = """
        extend type Query { products: [Product!]! }
        type Product {
          id: ID! name: String! description: String version: Int! inStock: Boolean! updatedAt: DateTime! price: Money! seller: User reviews: [Review!]
        }
        type Review { id: ID! rating: Int! body: String! author: User }
        type User { id: ID! name: String! }
        """;

    private readonly User[] _users = [.. Enumerable.Range(0, 100).Select(i => new User($"{i}", $"User {i}"))];
    private readonly Product[] _products = [.. Enumerable.Range(0, Products).Select(i => new Product(
        $"{i}", $"Product {i}", "A thing that people buy, with a text of some length that says why.", i, i % 2 == 0,
        DateTimeOffset.UnixEpoch.AddDays(i), new Money(12.50m + i, "EUR")))];
    private readonly IReadOnlyList<Review>[] _reviews = [.. Enumerable.Range(0, Products).Select(i => Enumerable.Range(0, Reviews)
        .Select(j => new Review($"{i}-{j}", j % 5 + 1, "Does what it says, and the colour is fine.", (i * Reviews + j) % 100)).ToArray())];

    internal sealed record Product(
        string Id, string Name, string? Description, int Version, bool InStock, DateTimeOffset UpdatedAt, Money Price);

    internal sealed record Review(string Id, int Rating, string Body, int AuthorId);

    internal sealed record User(string Id, string Name);

    public static ServiceProvider Services()
    {
        var catalogue = new Catalogue();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton(catalogue.Bindings());
        services.AddSingleton<IReadOnlyList<SdlSource>>(
            [.. SdlSources.FromResources(typeof(IDomainModule).Assembly, []), new SdlSource("catalogue.graphql", Sdl)]);
        services.AddSingleton<ILoaderFactory>(catalogue);
        services.AddSingleton<IWriterFactory>(catalogue);
        services.AddLogging();
        services.AddExecution();
        return services.BuildServiceProvider();
    }

    ILoader ILoaderFactory.Create(LoadRequest request) => null!;

    IWriter IWriterFactory.Create(LoadRequest request) => null!;

    private TypeRegistry Bindings()
    {
        const string Domain = "Catalogue";
        var registry = new TypeRegistry();
        registry.Bind("Money", typeof(Money), Domain);
        registry.Bind("PageInfo", typeof(PageInfo), Domain);
        registry.Bind("VersionConflict", typeof(VersionConflict), Domain);
        registry.Bind("OutOfStock", typeof(OutOfStock), Domain);
        registry.Bind("NotFound", typeof(NotFound), Domain);
        registry.Bind("InvalidInput", typeof(InvalidInput), Domain);
        registry.Bind("User", typeof(User), Domain);
        registry.Add(registry.Bind("Query", typeof(object), Domain), new BatchBinding<object, IReadOnlyList<Product>>(
            "products", Domain, (_, _) => ValueTask.FromResult<LoadResult<IReadOnlyList<Product>>[]>([_products])));
        var product = registry.Bind("Product", typeof(Product), Domain);
        registry.Add(product, Batch<Product, User>("seller", parent => _users[parent.Version]));
        registry.Add(product, Batch<Product, IReadOnlyList<Review>>("reviews", parent => LoadResults.Found(_reviews[parent.Version])));
        registry.Add(registry.Bind("Review", typeof(Review), Domain), Batch<Review, User>("author", parent => _users[parent.AuthorId]));
        return registry;

        static BatchBinding<TParent, TResult> Batch<TParent, TResult>(string field, Func<TParent, LoadResult<TResult>> read) => new(field, Domain, (parents, _) =>
        {
            var results = new LoadResult<TResult>[parents.Count];
            for (var i = 0; i < results.Length; i++)
            {
                results[i] = read(parents[i]);
            }

            return ValueTask.FromResult(results);
        });
    }
}
