using Graph.TestKit.Server;

namespace Graph.FunctionalTests;

/// <summary>Development without any setting: the graph brings its own services.</summary>
public sealed class EmbeddedTests
{
    [Fact]
    public async Task Development_WithoutSettings_AnswersThePageQuery()
    {
        await using var graph = await GraphServer.StartAsync(new GraphServerOptions { WithStub = false });

        var answer = (await graph.Client.QueryAsync(PageQuery.Document)).WithoutErrors();

        var products = answer.At("products.nodes").EnumerateArray().ToArray();
        var reviews = products.SelectMany(product => product.GetProperty("reviews").GetProperty("nodes").EnumerateArray()).ToArray();
        Assert.Equal(50, products.Length);
        Assert.All(products, product => Assert.NotEqual("", product.GetProperty("inventory").GetProperty("warehouse").GetString()));
        Assert.True(reviews.Length > 100, $"only {reviews.Length} reviews");
        Assert.All(reviews, review => Assert.NotEqual("", review.GetProperty("author").GetProperty("name").GetString()));
        Assert.Empty(graph.Logs.Errors);
    }

    [Fact]
    public async Task EveryPublicField_IsAnswered()
    {
        const string query = """
            {
              products(first: 3, filter: {minPrice: 1}, sort: NEWEST) {
                totalCount
                pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
                edges { cursor node { id } }
                nodes {
                  id name description category brand price { amount currency } imageUrl version createdAt updatedAt averageRating
                  seller { id username name avatarUrl memberSince version updatedAt }
                  inventory { productId available reserved inStock warehouse version updatedAt product { id } }
                  reviews(first: 2) {
                    totalCount averageRating pageInfo { hasNextPage }
                    edges { cursor node { id } }
                    nodes { id rating title body helpful version createdAt updatedAt author { name } product { name } }
                  }
                  recommendations(first: 2) { id }
                  analytics { productId views purchases conversionRate trendScore }
                }
              }
              trendingProducts(first: 2) { id }
              productsById(ids: ["1", "2"]) { id }
              product(id: "1") { __typename id }
              user(id: "1") { id }
              review(id: "1") { id }
            }
            """;
        await using var graph = await GraphServer.StartAsync(new GraphServerOptions { WithStub = false });

        var answer = (await graph.Client.QueryAsync(query)).WithoutErrors();

        Assert.Equal(3, answer.At("products.nodes").GetArrayLength());
        Assert.Equal(2, answer.At("trendingProducts").GetArrayLength());
        Assert.Equal("Product", answer.At("product.__typename").GetString());
        Assert.Equal("1", answer.At("user.id").GetString());
        Assert.Equal("1", answer.At("review.id").GetString());
    }
}
