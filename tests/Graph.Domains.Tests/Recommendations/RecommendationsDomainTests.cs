using Graph.Domains.Abstractions;
using Graph.Domains.Products;
using Graph.Domains.Recommendations;
using Graph.Domains.Tests.Seam;
using Graph.Domains.Users;

namespace Graph.Domains.Tests.Recommendations;

public sealed class RecommendationsDomainTests
{
    private static readonly Product Product1 = new("1", "N", "c", new Money(1, "EUR"), 1, default, default);

    private readonly FakeGraph _graph = FakeGraph.WithAllDomains();

    [Fact]
    public async Task Recommendations_OfManyProducts_IsOneCallAndThenTheProducts()
    {
        var upstream = _graph.Upstream("Recommendations");
        upstream.Answer("/recommendations?productIds=1,2&first=2", """[{"productId":"1","items":["7","9"]}]""");
        _graph.Upstream("Products").Answer("/products?ids=7,9", $"[{Json.Product("9")},{Json.Product("7")}]");

        var lists = await _graph.FieldAsync<Product, IReadOnlyList<Product>>(
            "Product", "recommendations", [Product1, Product1 with { Id = "2" }], Args.Of(("first", 2)));

        Assert.Equal(["7", "9"], lists[0].Value!.Select(product => product.Id));
        Assert.Empty(lists[1].Value!);
        Assert.Equal(["/recommendations?productIds&first"], upstream.Routes);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public async Task Page_AsLongAsWasAskedFor_IsNotTheEnd(int first, bool isEnd)
    {
        _graph.Upstream("Recommendations").Answer(
            $"/recommendations?productIds=1&first={first}", """[{"productId":"1","items":["7","9"]}]""");

        var pages = await _graph.List(RecommendationSources.OfProduct).FirstPages!(["1"], first, _graph.Fetch);

        Assert.Equal(isEnd, pages[0].Value!.NextCursor is null);
    }

    [Theory]
    [InlineData("5", null)]
    [InlineData("6", ErrorCodes.UpstreamInvalidResponse)]
    public async Task ViewersRecommendations_AreThoseOfTheViewerAlone(string userId, string? code)
    {
        _graph.Upstream("Recommendations").Answer("/recommendations?userId=5&first=2", $$"""{"userId":"{{userId}}","items":["7","9"]}""");

        var pages = await _graph.Load.Pages(RecommendationSources.OfViewer, [new PageKey("5", 2)]);

        Assert.Equal(code, pages[0].Failure?.Code);
        Assert.Equal(code is null ? ["7", "9"] : null, pages[0].Value?.Ids);
    }

    [Fact]
    public async Task ViewersRecommendations_AreProducts()
    {
        _graph.Upstream("Recommendations").Answer("/recommendations?userId=5&first=2", """{"userId":"5","items":["7","9"]}""");
        _graph.Upstream("Products").Answer("/products?ids=7,9", $"[{Json.Product("9")},{Json.Product("7")}]");

        var lists = await _graph.FieldAsync<ViewerAccount, IReadOnlyList<Product>>(
            "Viewer", "recommendations", [new ViewerAccount("5")], Args.Of(("first", 2)));

        Assert.Equal(["7", "9"], lists[0].Value!.Select(product => product.Id));
        Assert.Equal(["recommendations:viewer:5", "user:5"], _graph.List(RecommendationSources.OfViewer).TagsOf("5"));
    }
}
