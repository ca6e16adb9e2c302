using Graph.Upstreams.Tests.Support;

namespace Graph.Upstreams.Tests.Data;

public sealed class SeedTests(SharedHost shared)
{
    private static readonly string[] Samples =
    [
        "/products?first=100", "/inventory?updatedSince=2020-01-01T00:00:00Z", "/reviews?updatedSince=2020-01-01T00:00:00Z",
        "/users?updatedSince=2020-01-01T00:00:00Z", "/users/1/orders", "/users/1/preferences", "/users/1/activity?first=100",
        "/carts?updatedSince=2020-01-01T00:00:00Z", "/recommendations?updatedSince=2020-01-01T00:00:00Z",
        "/analytics?updatedSince=2020-01-01T00:00:00Z",
    ];

    [Fact]
    public async Task Seed_SameNumber_GivesTheSameData()
    {
        await using var one = await FreshHost.StartAsync();
        await using var other = await FreshHost.StartAsync(time: new ManualTimeProvider { Now = new(2031, 1, 1, 0, 0, 0, TimeSpan.Zero) });

        foreach (var path in Samples)
            Assert.Equal((await one.Api.GetAsync(path)).Text, (await other.Api.GetAsync(path)).Text);
    }

    [Fact]
    public async Task Seed_AnotherNumber_GivesOtherData()
    {
        await using var one = await FreshHost.StartAsync();
        await using var other = await FreshHost.StartAsync(o => o.Seed.Number++);

        Assert.NotEqual((await one.Api.GetAsync(Samples[0])).Text, (await other.Api.GetAsync(Samples[0])).Text);
    }

    [Fact]
    public async Task Seed_Default_HasTheSizesItPromises()
    {
        Assert.Equal(1_000, await Total("/products?first=0"));
        Assert.Equal(1_000, await Total("/inventory?first=0&updatedSince=2020-01-01T00:00:00Z"));
        Assert.Equal(500, await Total("/users?first=0&updatedSince=2020-01-01T00:00:00Z"));
        Assert.Equal(10_000, await Total("/reviews?first=0&updatedSince=2020-01-01T00:00:00Z"));

        async Task<int> Total(string path) => (await shared.Api.GetAsync(path)).Json.GetProperty("total").GetInt32();
    }

    [Fact]
    public async Task Seed_Default_SpreadsTheReviews()
    {
        var firstPage = await ReviewCounts(await shared.Api.GetAsync("/products?first=50"));
        var every = (await shared.Api.GetPagesAsync("/products?first=100")).Select(ReviewCounts);

        Assert.All(firstPage, count => Assert.True(count >= 10));
        Assert.All((await Task.WhenAll(every)).SelectMany(c => c), count => Assert.True(count >= 3));

        async Task<int[]> ReviewCounts(Reply products)
        {
            var reviews = await shared.Api.GetAsync($"/reviews?first=0&productIds={string.Join(',', products.Strings("id"))}");
            return [.. reviews.Items.Select(r => r.GetProperty("total").GetInt32())];
        }
    }

    [Fact]
    public async Task Seed_Default_ReviewsHaveKnownAuthorsAndSellersExist()
    {
        var reviews = (await shared.Api.GetAsync("/reviews?updatedSince=2025-05-01T00:00:00Z")).Strings("authorId").Distinct().ToArray();
        var sellers = (await shared.Api.GetAsync("/products?first=100")).Strings("sellerId").Distinct().ToArray();

        Assert.Equal(reviews.Length, (await shared.Api.GetAsync($"/users?ids={string.Join(',', reviews)}")).Items.Count);
        Assert.Equal(sellers.Length, (await shared.Api.GetAsync($"/users?ids={string.Join(',', sellers)}")).Items.Count);
    }
}
