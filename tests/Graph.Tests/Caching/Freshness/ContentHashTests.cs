using Graph.Caching.Freshness;

namespace Graph.Tests.Caching.Freshness;

public sealed class ContentHashTests
{
    [Fact]
    public void Of_EqualContentInOtherObjects_IsTheSame() => Assert.Equal(
        ContentHash.Of(new StampedPage(["a", "b"], "more", 7, 1)), ContentHash.Of(new StampedPage([.. "ab".Select(c => $"{c}")], "more", 7, 1)));

    [Theory]
    [InlineData("a,c", "more", 7, 1)]
    [InlineData("b,a", "more", 7, 1)]
    [InlineData("a", "more", 7, 1)]
    [InlineData("a,b", null, 7, 1)]
    [InlineData("a,b", "more", 8, 1)]
    [InlineData("a,b", "more", 7, 2)]
    public void Of_AnotherContent_IsAnother(string ids, string? next, int total, int stamp) => Assert.NotEqual(
        ContentHash.Of(new StampedPage(["a", "b"], "more", 7, 1)), ContentHash.Of(new StampedPage(ids.Split(','), next, total, stamp)));

    [Fact]
    public void Of_ValuesInsideOfPairs_Counts() => Assert.NotEqual(
        ContentHash.Of(new[] { KeyValuePair.Create("a", 1) }), ContentHash.Of(new[] { KeyValuePair.Create("a", 2) }));

    [Fact]
    public void Of_ListsOfLists_TellsWhereOneEnds()
    {
        string[] a = ["a"], b = ["b"], both = ["a", "b"], none = [];

        Assert.NotEqual(ContentHash.Of(new[] { a, b }), ContentHash.Of(new[] { both, none }));
    }
}
