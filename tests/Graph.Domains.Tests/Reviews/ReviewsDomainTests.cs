using Graph.Domains.Abstractions;
using Graph.Domains.Products;
using Graph.Domains.Reviews;
using Graph.Domains.Tests.Seam;
using Graph.Domains.Users;

namespace Graph.Domains.Tests.Reviews;

public sealed class ReviewsDomainTests
{
    private static readonly Product Product1 = new("1", "N", "c", new Money(1, "EUR"), 1, default, default);
    private static readonly Product Product2 = Product1 with { Id = "2" };

    private readonly FakeGraph _graph = FakeGraph.WithAllDomains();
    private readonly FakeUpstream _upstream;

    public ReviewsDomainTests() => _upstream = _graph.Upstream("Reviews");

    [Fact]
    public async Task Review_Known_ReadsEveryFieldOfTheContract()
    {
        _upstream.Answer("/reviews?ids=7", $"[{Json.Review("7")}]");

        var review = await _graph.QueryAsync<Review>("review", Args.Of(("id", "7")));

        var expected = new Review(
            "7", "1", "a7", 4, "Good.", 2, 5, new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero));
        Assert.Equal(expected, review.Value);
    }

    [Fact]
    public async Task Reviews_OfManyProducts_IsOneCallThatPrimesTheReviews()
    {
        _upstream.Answer("/reviews?productIds=1,2&first=5", $"[{List("2", 1, "9")},{List("1", 30, "7", "8")}]");

        var connections = await ReviewsAsync([Product1, Product2], first: 5);

        Assert.Equal(["7", "8"], connections[0].Value!.Ids);
        Assert.Equal(["9"], connections[1].Value!.Ids);
        Assert.Equal(30, connections[0].Value!.TotalCount);
        Assert.Equal(["/reviews?productIds&first"], _upstream.Routes);
        Assert.Equal(["review:7", "review:8", "review:9"], _graph.Fetch.Primed);
    }

    [Fact]
    public async Task Reviews_ProductThatTheServiceLeavesOut_HasAnEmptyList()
    {
        _upstream.Answer("/reviews?productIds=1&first=5", "[]");

        var connection = Assert.Single(await ReviewsAsync([Product1], first: 5));

        Assert.Empty(connection.Value!.Ids);
        Assert.Null((await AveragesAsync(connection.Value))[0].Value);
        Assert.Single(_upstream.Asked);
    }

    [Fact]
    public async Task Reviews_OneListIsUnreadable_FailsOnlyItsOwnProduct()
    {
        _upstream.Answer("/reviews?productIds=1,2&first=5", $$"""[{"productId":"1","items":[{"id":"7"}],"total":1},{{List("2", 1, "9")}}]""");

        var connections = await ReviewsAsync([Product1, Product2], first: 5);

        Assert.Equal(ErrorCodes.UpstreamInvalidResponse, connections[0].Failure?.Code);
        Assert.Equal(["9"], connections[1].Value!.Ids);
    }

    [Fact]
    public async Task Reviews_LaterPage_AsksForOneProductAfterTheCursor()
    {
        _upstream.Answer("/reviews?productId=1&first=5&after=c1", $$"""{"items":[{{Json.Review("7")}}],"nextCursor":null,"total":30}""");

        var connection = Assert.Single(await ReviewsAsync([Product1], first: 5, after: "c1"));

        Assert.Equal(["7"], connection.Value!.Ids);
        Assert.False(connection.Value.PageInfo.HasNextPage);
        Assert.Equal(["review:7"], _graph.Fetch.Primed);
    }

    [Fact]
    public async Task ProductAverageRating_IsThatOfTheShortestFirstPage()
    {
        _upstream.Answer("/reviews?productIds=1,2&first=1", $"[{List("1", 30, "7")}]");

        var averages = await _graph.FieldAsync<Product, double?>("Product", "averageRating", [Product1, Product2]);

        Assert.Equal([4.25, null], averages.Select(average => average.Value));
        Assert.All(averages, average => Assert.False(average.IsFailed));
    }

    [Fact]
    public async Task ConnectionAverageRating_OfAFirstPage_NeedsNoCall()
    {
        var page = new ReviewPage(["7"], null, 1, "1", 4.25);

        var averages = await AveragesAsync(Connection(page));

        Assert.Equal(4.25, averages[0].Value);
        Assert.Empty(_upstream.Asked);
    }

    [Fact]
    public async Task ConnectionAverageRating_OfALaterPage_IsThatOfTheFirst()
    {
        _upstream.Answer("/reviews?productIds=2&first=1", $"[{List("2", 30, "7")}]");
        var first = new ReviewPage(["7"], "c", 30, "1", 3.5);
        var later = new ReviewPage(["9"], null, 30, "2");

        var averages = await AveragesAsync(Connection(first), Connection(later));

        Assert.Equal([3.5, 4.25], averages.Select(average => average.Value));
    }

    [Fact]
    public async Task AuthorAndProduct_OfManyReviews_AreOneCallEach()
    {
        _graph.Upstream("Users").Answer("/users?ids=a7,a8", $"[{Json.User("a7")}]");
        _graph.Upstream("Products").Answer("/products?ids=1", $"[{Json.Product("1")}]");
        var review = new Review("7", "1", "a7", 4, "Good.", 2, 5, default, default);
        Review[] reviews = [review, review with { Id = "8", AuthorId = "a8" }];

        var authors = await _graph.FieldAsync<Review, User>("Review", "author", reviews);
        var products = await _graph.FieldAsync<Review, Product>("Review", "product", reviews);

        Assert.Equal(["a7", null], authors.Select(author => author.Value?.Id));
        Assert.Equal(["1", "1"], products.Select(product => product.Value?.Id));
    }

    [Fact]
    public void ListTags_NameItsProductAndAllReviewLists() =>
        Assert.Equal(["reviews:product:1", "reviews:list"], _graph.List(ReviewSources.OfProduct).TagsOf("1"));

    private static string List(string productId, int total, params string[] ids) => $$"""
        {"productId":"{{productId}}","items":[{{string.Join(',', ids.Select(id => Json.Review(id, productId)))}}],
         "nextCursor":"n","total":{{total}},"averageRating":4.25}
        """;

    private static Connection<Review, ReviewPage> Connection(ReviewPage page) => new(page, page.Ids, false, false, index => $"{index}");

    private async Task<LoadResult<Connection<Review, ReviewPage>>[]> ReviewsAsync(
        IReadOnlyList<Product> products, int first, string? after = null) =>
        await _graph.FieldAsync<Product, Connection<Review, ReviewPage>>(
            "Product", "reviews", products, Args.Of(("first", first), ("after", after)));

    private async Task<LoadResult<double?>[]> AveragesAsync(params Connection<Review, ReviewPage>[] connections) =>
        await _graph.FieldAsync<Connection<Review, ReviewPage>, double?>("ReviewConnection", "averageRating", connections);
}
