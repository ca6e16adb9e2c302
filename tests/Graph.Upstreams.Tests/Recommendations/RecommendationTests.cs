using Graph.Upstreams.Tests.Support;

namespace Graph.Upstreams.Tests.Recommendations;

public sealed class RecommendationTests(SharedHost shared)
{
    [Fact]
    public async Task Get_ByProducts_NamesOtherProducts()
    {
        var reply = await shared.Api.GetAsync("/recommendations?productIds=1,2,nope&first=3");

        Assert.Equal(["1", "2"], reply.Strings("productId").Order(StringComparer.Ordinal));
        Assert.All(reply.Items, list =>
        {
            var items = list.GetProperty("items").EnumerateArray().Select(i => i.GetString()).ToArray();
            Assert.Equal(3, items.Distinct().Count());
            Assert.DoesNotContain(list.GetProperty("productId").GetString(), items);
        });
    }

    [Theory]
    [InlineData("1")]
    [InlineData("nobody")]
    public async Task Get_ByUser_NamesProductsThatTheyHaveNotReviewed(string userId)
    {
        var reply = await shared.Api.GetAsync($"/recommendations?userId={userId}");

        Assert.Equal(userId, reply["userId"]);
        Assert.Equal(10, reply.Items.Select(i => i.GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Rebuild_RaisesEveryVersion()
    {
        await using var host = await FreshHost.StartAsync();

        await host.Api.PostAsync("/recommendations/rebuild");

        var reply = await host.Api.GetAsync("/recommendations?productIds=1,2");
        Assert.All(reply.Items, i => Assert.Equal(2, i.GetProperty("version").GetInt32()));
    }
}
