using Graph.Domains.Abstractions;
using Graph.Domains.Tests.Seam;

namespace Graph.Domains.Tests;

/// <summary>How each domain finds out what has changed where no event says so, and what an item then makes stale.</summary>
public sealed class ChangeFeedTests
{
    private static readonly FakeGraph Graph = FakeGraph.WithAllDomains();

    public static TheoryData<string> Names => [.. DomainModule.All.Select(module => module.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryDomain_HasAFeedOfItsService(string domain) =>
        Assert.Equal($"/{domain.ToLowerInvariant()}", Graph.Feeds[domain].Path);

    [Theory]
    [InlineData("Products", "entity product:7 v3", "pattern products:*")]
    [InlineData("Inventory", "entity inventory:7 v3")]
    [InlineData("Reviews", "entity review:7 v3", "tag reviews:product:productId of 7")]
    [InlineData("Users", "entity user:7 v3", "entity account:7 v3")]
    [InlineData("Carts", "entity cart:7 v3", "entity carts:owner:ownerId of 7")]
    [InlineData("Recommendations", "pattern recommendations:*")]
    [InlineData("Analytics", "pattern productanalytics:*", "pattern analytics:trending:*")]
    public void Item_OfEachDomain_TouchesWhatItsEventDoes(string domain, params string[] touched)
    {
        var feed = Graph.Feeds[domain];
        var change = feed.IsOfAll
            ? new ChangeEvent(feed.EventType, null, null, new Dictionary<string, string>())
            : new ChangeEvent(feed.EventType, "7", 3, feed.Data.ToDictionary(name => name, name => $"{name} of 7"));

        Assert.Equal(touched, Graph.Touched(change));
    }

    [Fact]
    public void NewReview_BecomesTheEventOfANewReview()
    {
        var change = new ChangeEvent(Graph.Feeds["Reviews"].AddedEventType!, "7", 1, new Dictionary<string, string> { ["productId"] = "3" });

        Assert.Equal(["added review:7 v1", "tag reviews:product:3"], Graph.Touched(change));
    }

    [Theory]
    [InlineData("Products", "id")]
    [InlineData("Inventory", "productId")]
    [InlineData("Reviews", "id")]
    [InlineData("Users", "id")]
    [InlineData("Carts", "id")]
    [InlineData("Recommendations", "productId")]
    [InlineData("Analytics", "productId")]
    public void Item_OfEachDomain_IsKnownByItsIdInTheContract(string domain, string id) => Assert.Equal(id, Graph.Feeds[domain].Id);
}
