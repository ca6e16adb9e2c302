using Graph.Domains.Abstractions;
using Graph.Domains.Products;
using Graph.Domains.Tests.Seam;

namespace Graph.Domains.Tests.Products;

/// <summary>Which list a filter names, and what that list is tagged with.</summary>
public sealed class ProductListTests
{
    private readonly FakeGraph _graph = FakeGraph.WithAllDomains();

    [Theory]
    [InlineData("NAME", "sort=name")]
    [InlineData("PRICE_ASC", "sort=price")]
    [InlineData("PRICE_DESC", "sort=-price")]
    [InlineData("NEWEST", "sort=newest")]
    [InlineData(null, "sort=name")]
    public async Task Products_Sorted_AsksTheUpstreamInItsWords(string? sort, string query) =>
        Assert.Equal($"/products?first=3&{query}", await AskedAsync(Args.Of(("first", 3), ("sort", sort))));

    [Fact]
    public async Task Products_AllFilters_AreInOneOrderAndEscaped() =>
        Assert.Equal(
            "/products?first=3&category=shoes%20%26%20more&maxPrice=99.5&minPrice=10&search=red%3Dnice&sort=name",
            await AskedAsync(Filtered(
                ("search", " red=nice "), ("minPrice", 10.00m), ("maxPrice", 99.50m), ("category", "shoes & more"))));

    [Fact]
    public async Task Products_EqualPricesSpelledDifferently_AreOneList() =>
        Assert.Equal(await AskedAsync(Filtered(("minPrice", 10m))), await AskedAsync(Filtered(("minPrice", 10.0m))));

    [Fact]
    public async Task Products_EmptyFilterValues_AreNoFilter() =>
        Assert.Equal("/products?first=3&sort=name", await AskedAsync(Filtered(("category", ""), ("search", " "), ("minPrice", null))));

    [Fact]
    public void Tags_OfACategorysList_NameTheCategoryAsTheEventDoes()
    {
        var tags = _graph.List(ProductSources.List).TagsOf("category=shoes%20%26%20more&sort=name");

        Assert.Equal(["category:shoes & more", "products:category:shoes & more"], tags);
    }

    [Theory]
    [InlineData("sort=name")]
    [InlineData("minPrice=10&search=category%3Dshoes&sort=name")]
    public void Tags_OfAListOfAnyCategory_AreThoseThatEveryProductTouches(string list) =>
        Assert.Equal(["products:list"], _graph.List(ProductSources.List).TagsOf(list));

    [Fact]
    public void Tags_OfACategoryAlone_AreFoundToo() =>
        Assert.Equal(["category:shoes", "products:category:shoes"], _graph.List(ProductSources.List).TagsOf("category=shoes"));

    private static Arguments Filtered(params (string Name, object? Value)[] filter) =>
        Args.Of(("first", 3), ("sort", "NAME"), ("filter", Args.Fields(filter)));

    private async Task<string> AskedAsync(Arguments arguments)
    {
        var upstream = _graph.Upstream("Products");
        upstream.KnowsNothing = true;
        await _graph.QueryAsync<Connection<Product, Page>>("products", arguments);
        return upstream.Asked[^1];
    }
}
