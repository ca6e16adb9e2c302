using Graph.Domains.Abstractions;
using Graph.Domains.Products;
using Graph.Domains.Tests.Seam;
using Graph.Domains.Users;

namespace Graph.Domains.Tests.Products;

public sealed class ProductsDomainTests
{
    private readonly FakeGraph _graph = FakeGraph.WithAllDomains();
    private readonly FakeUpstream _upstream;

    public ProductsDomainTests() => _upstream = _graph.Upstream("Products");

    [Fact]
    public async Task Product_Known_ReadsEveryFieldOfTheContract()
    {
        _upstream.Answer("/products?ids=1", $"[{Json.Product("1")}]");

        var product = await _graph.QueryAsync<Product>("product", Args.Of(("id", "1")));

        var expected = new Product(
            "1", "Name 1", "shoes", new Money(12.50m, "EUR"), 3, new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero), null, "Acme", "https://img.example/1.png", "u1");
        Assert.Equal(expected, product.Value);
        Assert.Equal(["/products?ids"], _upstream.Routes);
    }

    [Fact]
    public async Task ProductsById_OneUnknownAndOneUnreadable_FailsOnlyItsOwnKey()
    {
        _upstream.Answer("/products?ids=3,2,1", $$"""[{{Json.Product("1")}}, {"id":"3","name":"No price"}]""");

        var products = await _graph.QueryAsync<IReadOnlyList<LoadResult<Product>>>("productsById", Args.Of(("ids", new object?[] { "3", "2", "1" })));

        Assert.Equal(ErrorCodes.UpstreamInvalidResponse, products.Value![0].Failure!.Code);
        Assert.Equal(LoadResult<Product>.NotFound, products.Value![1]);
        Assert.Equal("1", products.Value![2].Value!.Id);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("category")]
    [InlineData("price")]
    [InlineData("version")]
    public async Task Product_RequiredMemberIsNullOrMissing_IsAnInvalidResponse(string member)
    {
        foreach (var wrong in new[] { $"\"{member}\":null,\"was\"", "\"was\"" })
        {
            _upstream.Answer("/products?ids=1", $"[{Json.Product("1").Replace($"\"{member}\"", wrong, StringComparison.Ordinal)}]");

            var product = await _graph.QueryAsync<Product>("product", Args.Of(("id", "1")));

            Assert.Equal(ErrorCodes.UpstreamInvalidResponse, product.Failure?.Code);
        }
    }

    [Fact]
    public async Task Product_OptionalMembersAreMissing_AreNull()
    {
        _upstream.Answer("/products?ids=1", """
            [{"id":"1","name":"N","category":"c","price":{"amount":1,"currency":"EUR"},"version":1,
              "createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z"}]
            """);

        var product = await _graph.QueryAsync<Product>("product", Args.Of(("id", "1")));

        Assert.Equal((null, null, null, null), (product.Value!.Description, product.Value.Brand, product.Value.ImageUrl, product.Value.SellerId));
    }

    [Fact]
    public async Task Products_FirstPage_HoldsIdsAndPrimesTheProducts()
    {
        _upstream.Answer("/products?first=2&sort=name", Page("2", "1"));

        var products = await _graph.QueryAsync<Connection<Product, Page>>("products", Args.Of(("first", 2), ("sort", "NAME")));

        Assert.Equal(["2", "1"], products.Value!.Ids);
        Assert.Equal(41, products.Value.TotalCount);
        Assert.True(products.Value.PageInfo.HasNextPage);
        Assert.Equal(["product:2", "product:1"], _graph.Fetch.Primed);
        Assert.Equal(["/products?first"], _upstream.Routes);
    }

    [Fact]
    public async Task Products_LaterPage_AsksAfterTheUpstreamsCursor()
    {
        _upstream.Answer("/products?first=2&after=c%2F1&category=shoes&sort=price", Page("5"));

        var page = await _graph.List(ProductSources.List).OnePage!(new PageKey("category=shoes&sort=price", 2, "c/1"), _graph.Fetch);

        Assert.Equal(["5"], page.Value!.Ids);
    }

    [Fact]
    public async Task Products_AnItemIsNull_IsAnInvalidResponse()
    {
        _upstream.Answer("/products?first=2&sort=name", """{"items":[null],"nextCursor":null,"total":1}""");

        var products = await _graph.QueryAsync<Connection<Product, Page>>("products", Args.Of(("first", 2)));

        Assert.Equal(ErrorCodes.UpstreamInvalidResponse, products.Failure?.Code);
    }

    [Fact]
    public async Task Seller_OfSomeProducts_IsOneCallWithoutThoseThatHaveNone()
    {
        _graph.Upstream("Users").Answer("/users?ids=9", $"[{Json.User("9")}]");
        var product = new Product("1", "N", "c", new Money(1, "EUR"), 1, default, default);

        var sellers = await _graph.FieldAsync<Product, User>(
            "Product", "seller", [product with { SellerId = "9" }, product, product with { SellerId = "9" }]);

        Assert.Equal(["9", null, "9"], sellers.Select(seller => seller.Value?.Id));
        Assert.Single(_graph.Upstream("Users").Asked);
    }

    [Fact]
    public void ProductTags_NameItsCategory()
    {
        var product = new Product("1", "N", "shoes & boots", new Money(1, "EUR"), 1, default, default);

        Assert.Equal(["category:shoes & boots"], _graph.Entity(ProductSources.Entity).TagsOf(product));
    }

    private static string Page(params string[] ids) =>
        $$"""{"items":[{{string.Join(',', ids.Select(id => Json.Product(id)))}}],"nextCursor":"n","total":41}""";
}
