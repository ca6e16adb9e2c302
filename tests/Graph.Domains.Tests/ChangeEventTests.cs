using Graph.Domains.Abstractions;
using Graph.Domains.Tests.Seam;

namespace Graph.Domains.Tests;

/// <summary>The table of change events: what each makes stale, over all domains together.</summary>
public sealed class ChangeEventTests
{
    private static readonly FakeGraph Graph = FakeGraph.WithAllDomains();

    [Theory]
    [InlineData("product.created", "entity product:1 v8", "tag products:list", "tag products:category:shoes")]
    [InlineData("product.updated", "entity product:1 v8", "tag products:list", "tag products:category:shoes")]
    [InlineData("product.deleted", "deleted product:1 v8", "tag products:list", "tag products:category:shoes")]
    public void ProductEvent_InACategory_TouchesTheProductAndTheListsItMayBeIn(string type, params string[] touched) =>
        Assert.Equal(touched, Touched(type, "1", 8, ("category", "shoes")));

    [Fact]
    public void ProductUpdated_MovedToAnotherCategory_TouchesTheListsOfBoth() =>
        Assert.Equal(
            ["entity product:1 v8", "tag products:list", "tag products:category:boots", "tag products:category:shoes"],
            Touched("product.updated", "1", 8, ("category", "boots"), ("previousCategory", "shoes")));

    [Theory]
    [InlineData("product.created", "entity product:1 v8", "pattern products:*")]
    [InlineData("product.updated", "entity product:1 v8", "pattern products:*")]
    [InlineData("product.deleted", "deleted product:1 v8", "pattern products:*")]
    [InlineData("inventory.changed", "entity inventory:1 v8")]
    [InlineData("cart.modified", "entity cart:1 v8", "pattern carts:owner:*")]
    [InlineData("order.changed", "pattern orders:user:*")]
    [InlineData("review.added", "added review:1 v8", "pattern reviews:product:*")]
    [InlineData("review.updated", "entity review:1 v8", "pattern reviews:product:*")]
    [InlineData("review.deleted", "deleted review:1 v8", "pattern reviews:product:*")]
    [InlineData("user.updated", "entity user:1 v8", "entity account:1 v8")]
    public void Event_WithoutData_TouchesAllListsOfTheType(string type, params string[] touched) =>
        Assert.Equal(touched, Touched(type, "1", 8));

    [Theory]
    [InlineData("review.added", "added review:1 v8", "tag reviews:product:7")]
    [InlineData("review.updated", "entity review:1 v8", "tag reviews:product:7")]
    [InlineData("review.deleted", "deleted review:1 v8", "tag reviews:product:7")]
    public void ReviewEvent_OfAProduct_TouchesTheReviewAndThatProductsList(string type, params string[] touched) =>
        Assert.Equal(touched, Touched(type, "1", 8, ("productId", "7")));

    [Fact]
    public void CartModified_OfAnOwner_TouchesTheCartAndTheOwnersLookUp() =>
        Assert.Equal(["entity cart:1 v8", "entity carts:owner:5"], Touched("cart.modified", "1", 8, ("ownerId", "5")));

    [Fact]
    public void OrderChanged_OfAUser_TouchesThatUsersOrders() =>
        Assert.Equal(["tag orders:user:5"], Touched("order.changed", "1", null, ("userId", "5")));

    [Fact]
    public void PreferencesUpdated_WithAVersion_DoesNotTakeItForTheUsersVersion() =>
        Assert.Equal(["entity preferences:1 v8", "entity user:1"], Touched("preferences.updated", "1", 8));

    [Theory]
    [InlineData("recommendations.rebuilt", "pattern recommendations:*")]
    [InlineData("analytics.recomputed", "pattern productanalytics:*", "pattern analytics:trending:*")]
    public void ServiceWideEvent_TouchesAllOfTheService(string type, params string[] touched) =>
        Assert.Equal(touched, Touched(type, subject: null, version: null));

    [Theory]
    [InlineData("product.updated", "pattern product:*", "pattern products:*")]
    [InlineData("product.deleted", "pattern product:*", "pattern products:*")]
    [InlineData("inventory.changed", "pattern inventory:*")]
    [InlineData("cart.modified", "pattern cart:*", "pattern carts:owner:*")]
    [InlineData("review.updated", "pattern review:*", "pattern reviews:product:*")]
    [InlineData("user.updated", "pattern user:*", "pattern account:*")]
    [InlineData("preferences.updated", "pattern preferences:*", "pattern user:*")]
    public void Event_WithoutSubject_TouchesAllOfTheType(string type, params string[] touched) =>
        Assert.Equal(touched, Touched(type, subject: null, version: null));

    [Fact]
    public void Event_WithoutVersion_TouchesTheEntityWhateverItsVersion() =>
        Assert.Equal(["entity inventory:1"], Touched("inventory.changed", "1", version: null));

    [Fact]
    public void EveryEventOfTheContract_HasAListener()
    {
        string[] contract =
        [
            "analytics.recomputed", "cart.modified", "inventory.changed", "order.changed", "preferences.updated", "product.created",
            "product.deleted", "product.updated", "recommendations.rebuilt", "review.added", "review.deleted", "review.updated",
            "user.updated",
        ];

        Assert.Equal(contract, Graph.Listeners.Select(listener => listener.Type).Distinct().Order(StringComparer.Ordinal));
    }

    private static IReadOnlyList<string> Touched(
        string type, string? subject, long? version, params (string Name, string Value)[] data) =>
        Graph.Touched(new ChangeEvent(type, subject, version, data.ToDictionary(member => member.Name, member => member.Value)));
}
