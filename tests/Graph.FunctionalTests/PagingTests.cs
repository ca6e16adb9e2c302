using System.Text.Json;
using System.Text.Json.Nodes;
using Graph.TestKit.Server;
using Graph.TestKit.Stub;

namespace Graph.FunctionalTests;

public sealed class PagingTests
{
    private const string PageOfProducts =
        "query($first: Int, $after: String) { products(first: $first, after: $after) { totalCount nodes { id } edges { cursor node { id } } "
        + "pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }";

    [Theory]
    [InlineData(100)]
    [InlineData(33)]
    [InlineData(7)]
    public async Task Products_WalkedByEndCursors_AreAllThereOnceInOrder(int first)
    {
        await using var graph = await GraphServer.StartAsync();
        var ids = new List<string?>();
        string? after = null;
        bool more;

        do
        {
            var page = (await graph.Client.QueryAsync(PageOfProducts, new { first, after })).WithoutErrors();
            Assert.Equal(page.Texts("products.nodes", "id"), page.At("products.edges").EnumerateArray().Select(edge => edge.GetProperty("node").GetProperty("id").GetString()));
            Assert.Equal(after is not null, page.At("products.pageInfo.hasPreviousPage").GetBoolean());
            ids.AddRange(page.Texts("products.nodes", "id"));
            after = page.At("products.pageInfo.endCursor").GetString();
            more = page.At("products.pageInfo.hasNextPage").GetBoolean();
        }
        while (more);

        Assert.Equal<string?>(graph.Upstreams.Data.ProductIdsByName, ids);
        Assert.Equal((StubData.ProductCount + first - 1) / first, graph.Upstreams.CallCount);
    }

    [Fact]
    public async Task Products_AfterACursorInMidPage_GoOnFromThere()
    {
        await using var graph = await GraphServer.StartAsync();
        var page = await graph.Client.QueryAsync(PageOfProducts, new { first = 20 });
        var after = page.At("products.edges.6.cursor").GetString();

        var answer = (await graph.Client.QueryAsync(PageOfProducts, new { first = 20, after })).WithoutErrors();

        Assert.Equal(graph.Upstreams.Data.ProductIdsByName.Skip(7).Take(20), answer.Texts("products.nodes", "id"));
        Assert.True(answer.At("products.pageInfo.hasNextPage").GetBoolean());
    }

    [Fact]
    public async Task Products_ALongerCachedPage_AnswersAShorterOne()
    {
        await using var graph = await GraphServer.StartAsync();
        await graph.Client.QueryAsync(PageOfProducts, new { first = 30 });
        graph.Upstreams.ForgetCalls();

        var answer = (await graph.Client.QueryAsync(PageOfProducts, new { first = 4 })).WithoutErrors();

        Assert.Equal(graph.Upstreams.Data.ProductIdsByName.Take(4), answer.Texts("products.nodes", "id"));
        Assert.True(answer.At("products.pageInfo.hasNextPage").GetBoolean());
        Assert.Equal(0, graph.Upstreams.CallCount);
    }

    [Fact]
    public async Task Products_FirstIsZero_HaveACountAndNoNodes()
    {
        await using var graph = await GraphServer.StartAsync();

        var answer = (await graph.Client.QueryAsync(PageOfProducts, new { first = 0 })).WithoutErrors();

        Assert.Equal(StubData.ProductCount, answer.At("products.totalCount").GetInt32());
        Assert.Empty(answer.Texts("products.nodes", "id"));
        Assert.True(answer.At("products.pageInfo.hasNextPage").GetBoolean());
        Assert.Equal(JsonValueKind.Null, answer.At("products.pageInfo.endCursor").ValueKind);
    }

    [Theory]
    [InlineData("""{category: "hats"}""")]
    [InlineData("""{search: "product 00"}""")]
    [InlineData("""{minPrice: 20, maxPrice: 30.5}""")]
    [InlineData("""{category: "shoes", minPrice: 90}""")]
    [InlineData("""{category: "none & nothing"}""")]
    public async Task Products_Filtered_AreThoseThatMatchAll(string filter)
    {
        await using var graph = await GraphServer.StartAsync();
        var expected = graph.Upstreams.Data.ProductIdsByName.Where(id => Matches(graph.Upstreams.Data.Products[id], filter)).ToArray();

        var answer = (await graph.Client.QueryAsync($"{{ products(first: 100, filter: {filter}) {{ totalCount nodes {{ id }} }} }}")).WithoutErrors();

        Assert.Equal(expected, answer.Texts("products.nodes", "id"));
        Assert.Equal(expected.Length, answer.At("products.totalCount").GetInt32());
    }

    [Theory]
    [InlineData("NAME")]
    [InlineData("PRICE_ASC")]
    [InlineData("PRICE_DESC")]
    [InlineData("NEWEST")]
    public async Task Products_Sorted_ComeInThatOrder(string sort)
    {
        await using var graph = await GraphServer.StartAsync();

        var answer = (await graph.Client.QueryAsync($"{{ products(first: 100, sort: {sort}) {{ nodes {{ name createdAt price {{ amount }} }} }} }}")).WithoutErrors();

        var nodes = answer.At("products.nodes").EnumerateArray().ToArray();
        var keys = nodes.Select(node => SortKey(node, sort)).ToArray();
        Assert.Equal(100, keys.Length);
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
    }

    [Fact]
    public async Task ProductsById_KeepTheirOrder_WithNullsForTheUnknown()
    {
        await using var graph = await GraphServer.StartAsync();

        var answer = (await graph.Client.QueryAsync("""{ productsById(ids: ["3", "none", "1", "3", "a,b", "2"]) { id } }""")).WithoutErrors();

        Assert.Equal(["3", null, "1", "3", null, "2"], answer.Texts("productsById", "id"));
        Assert.Equal(["/products?ids=3,none,1,a%2Cb,2"], graph.Upstreams.Paths);
    }

    [Fact]
    public async Task Unknown_Single_IsNullWithoutAnError()
    {
        await using var graph = await GraphServer.StartAsync();

        var answer = (await graph.Client.QueryAsync("""{ product(id: "none") { id } user(id: "none") { id } review(id: "none") { id } }""")).WithoutErrors();

        Assert.Equal("""{"product":null,"user":null,"review":null}""", answer.Data.GetRawText());
    }

    [Fact]
    public async Task Recommendations_DropTheUnknown()
    {
        await using var graph = await GraphServer.StartAsync();
        graph.Upstreams.Data.Change(data => data.Recommendations["1"] = ["5", "gone", "4"]);

        var answer = (await graph.Client.QueryAsync("""{ product(id: "1") { recommendations(first: 3) { id } } }""")).WithoutErrors();

        Assert.Equal(["5", "4"], answer.Texts("product.recommendations", "id"));
    }

    [Fact]
    public async Task Trending_ComesInTheServicesOrder()
    {
        await using var graph = await GraphServer.StartAsync();
        var expected = graph.Upstreams.Data.Analytics.Values.OrderByDescending(product => (int)product["trendScore"]!).Take(3);

        var answer = (await graph.Client.QueryAsync("{ trendingProducts(first: 3) { id analytics { trendScore } } }")).WithoutErrors();

        Assert.Equal(expected.Select(product => (string?)product["productId"]), answer.Texts("trendingProducts", "id"));
        Assert.Equal(1, graph.Upstreams.Products.CallCount);
    }

    [Fact]
    public async Task Reviews_WalkedInSmallPages_AreAllThereOnceInOrder()
    {
        await using var graph = await GraphServer.StartAsync();
        var product = graph.Upstreams.Data.ProductIdsByName[0];
        var ids = new List<string?>();
        string? after = null;

        for (var page = 0; page < 3; page++)
        {
            var answer = (await graph.Client.QueryAsync(
                "query($id: ID!, $after: String) { product(id: $id) { averageRating reviews(first: 5, after: $after) { averageRating nodes { id } pageInfo { endCursor } } } }",
                new { id = product, after })).WithoutErrors();
            Assert.Equal(answer.At("product.averageRating").GetDouble(), answer.At("product.reviews.averageRating").GetDouble());
            ids.AddRange(answer.Texts("product.reviews.nodes", "id"));
            after = answer.At("product.reviews.pageInfo.endCursor").GetString();
        }

        Assert.Equal(graph.Upstreams.Data.ReviewsOf(product).Select(StubData.IdOf), ids);
    }

    [Fact]
    public async Task Reviews_OfAProductWithoutAny_AreAnEmptyList()
    {
        await using var graph = await GraphServer.StartAsync();
        var product = graph.Upstreams.Data.ProductIdsByName[^1];

        var answer = (await graph.Client.QueryAsync(
            "query($id: ID!) { product(id: $id) { averageRating reviews { totalCount nodes { id } } } }", new { id = product })).WithoutErrors();

        Assert.Equal("""{"averageRating":null,"reviews":{"totalCount":0,"nodes":[]}}""", answer.At("product").GetRawText());
    }

    private static bool Matches(JsonObject product, string filter)
    {
        var (category, price) = ((string)product["category"]!, (decimal)product["price"]!["amount"]!);
        return filter switch
        {
            """{category: "hats"}""" => category == "hats",
            """{search: "product 00"}""" => ((string)product["name"]!).StartsWith("Product 00", StringComparison.Ordinal),
            """{minPrice: 20, maxPrice: 30.5}""" => price is >= 20 and <= 30.5m,
            """{category: "shoes", minPrice: 90}""" => category == "shoes" && price >= 90,
            _ => false,
        };
    }

    /// <summary>A text that sorts as the list should.</summary>
    private static string SortKey(JsonElement product, string sort)
    {
        var price = product.GetProperty("price").GetProperty("amount").GetDecimal();
        return sort switch
        {
            "NAME" => product.GetProperty("name").GetString()!,
            "PRICE_ASC" => $"{price:0000.00}",
            "PRICE_DESC" => $"{9999 - price:0000.00}",
            _ => $"{DateTimeOffset.MaxValue.Ticks - product.GetProperty("createdAt").GetDateTimeOffset().Ticks:D20}",
        };
    }
}
