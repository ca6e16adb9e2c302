using Graph.Domains.Abstractions;

namespace Graph.Domains.Tests.Abstractions;

public sealed class UpstreamPathTests
{
    [Fact]
    public void Of_TwoSegments_FillsAndEscapesThemInOrder()
    {
        var path = UpstreamPath.Of("/carts/{id}/items/{productId}", "a/b", "{9}");

        Assert.Equal("/carts/a%2Fb/items/%7B9%7D", path.PathAndQuery);
        Assert.Equal("/carts/{id}/items/{productId}", path.Route);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public void Takes_ASegmentThatLeadsElsewhere_IsRefused(string value) => Assert.False(UpstreamPath.Takes(value));

    [Fact]
    public void Of_MoreOrFewerValuesThanSegments_Throws()
    {
        Assert.Throws<ArgumentException>(() => UpstreamPath.Of("/carts/{id}/items/{productId}", "1"));
        Assert.Throws<ArgumentException>(() => UpstreamPath.Of("/carts/{id}", "1", "2"));
    }
}
