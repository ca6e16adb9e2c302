using Graph.Domains.Abstractions;
using Graph.Domains.Analytics;
using Graph.Domains.Products;
using Graph.Domains.Tests.Seam;

namespace Graph.Domains.Tests.Analytics;

public sealed class AnalyticsDomainTests
{
    private readonly FakeGraph _graph = FakeGraph.WithAllDomains();
    private readonly FakeUpstream _upstream;

    public AnalyticsDomainTests() => _upstream = _graph.Upstream("Analytics");

    [Fact]
    public async Task Analytics_OfManyProducts_IsOneCall()
    {
        var product = new Product("1", "N", "c", new Money(1, "EUR"), 1, default, default);
        _upstream.Answer("/analytics/products?ids=1,2", $"[{Json.Analytics("2")}]");

        var analytics = await _graph.FieldAsync<Product, ProductAnalytics>("Product", "analytics", [product, product with { Id = "2" }]);

        Assert.Equal(LoadResult<ProductAnalytics>.NotFound, analytics[0]);
        Assert.Equal(new ProductAnalytics("2", 200, 10, 0.05, 1.5), analytics[1].Value);
        Assert.Equal(["/analytics/products?ids"], _upstream.Routes);
    }

    [Fact]
    public async Task TrendingProducts_AreTheProductsOfTheListInItsOrder()
    {
        _upstream.Answer("/analytics/trending?first=2", """
            {"items":[{"productId":"9","trendScore":2.5},{"productId":"7","trendScore":1.5}],"computedAt":"2026-01-01T00:00:00Z"}
            """);
        _graph.Upstream("Products").Answer("/products?ids=9,7", $"[{Json.Product("7")},{Json.Product("9")}]");

        var products = await _graph.QueryAsync<IReadOnlyList<Product>>("trendingProducts", Args.Of(("first", 2)));

        Assert.Equal(["9", "7"], products.Value!.Select(product => product.Id));
    }
}
