using System.Net;
using Graph.Upstreams.Tests.Support;

namespace Graph.Upstreams.Tests.Products;

public sealed class ProductReadTests(SharedHost host)
{
    [Fact]
    public async Task Get_ByIds_ReturnsTheKnownOnesOnce()
    {
        var reply = await host.Api.GetAsync("/products?ids=3,1,3,nope,01,1000");

        Assert.Equal(["1", "1000", "3"], reply.Strings("id").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Get_ByUnknownIds_IsAnEmptyArray()
    {
        var reply = await host.Api.GetAsync("/products?ids=nope");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal("[]", reply.Text);
    }

    [Theory]
    [InlineData(100, HttpStatusCode.OK)]
    [InlineData(101, HttpStatusCode.BadRequest)]
    public async Task Get_ByManyIds_IsLimitedToAHundred(int count, HttpStatusCode expected)
    {
        var reply = await host.Api.GetAsync($"/products?ids={string.Join(',', Enumerable.Range(1, count))}");

        Assert.Equal(expected, reply.Status);
    }

    [Fact]
    public async Task GetOne_Known_HasTheFieldsOfTheContract()
    {
        var reply = await host.Api.GetAsync("/products/1");

        string[] fields = ["id", "name", "description", "category", "brand", "price", "imageUrl", "sellerId", "version", "createdAt", "updatedAt"];
        Assert.Equal(fields, reply.Json.EnumerateObject().Select(p => p.Name));
        Assert.Matches(@"""price"":\{""amount"":\d+\.\d\d,""currency"":""EUR""\}", reply.Text);
        Assert.EndsWith("Z", reply["updatedAt"], StringComparison.Ordinal);
        Assert.Equal("\"1\"", reply.Headers.ETag?.Tag);
    }

    [Theory]
    [InlineData("\"1\"", HttpStatusCode.NotModified)]
    [InlineData("W/\"1\"", HttpStatusCode.NotModified)]
    [InlineData("\"7\", \"1\"", HttpStatusCode.NotModified)]
    [InlineData("*", HttpStatusCode.NotModified)]
    [InlineData("\"2\"", HttpStatusCode.OK)]
    public async Task GetOne_IfNoneMatch_Is304ForTheCurrentVersion(string tag, HttpStatusCode expected)
    {
        var reply = await host.Api.GetAsync("/products/1", ("If-None-Match", tag));

        Assert.Equal(expected, reply.Status);
        Assert.Equal("\"1\"", reply.Headers.ETag?.Tag);
        Assert.Equal(expected == HttpStatusCode.NotModified, reply.Text.Length == 0);
    }

    [Fact]
    public async Task GetOne_Unknown_Is404()
    {
        var reply = await host.Api.GetAsync("/products/nope");

        Assert.Equal(HttpStatusCode.NotFound, reply.Status);
        Assert.Equal("application/problem+json", reply.MediaType);
    }

    [Fact]
    public async Task Get_AllPagesByName_HaveEveryProductOnceInOrder()
    {
        var pages = await host.Api.GetPagesAsync("/products?first=100");

        var names = pages.SelectMany(p => p.Strings("name")).ToArray();
        Assert.Equal(10, pages.Count);
        Assert.Equal(1_000, pages.SelectMany(p => p.Strings("id")).Distinct().Count());
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.All(pages, p => Assert.Equal(1_000, p.Json.GetProperty("total").GetInt32()));
    }

    [Theory]
    [InlineData("price")]
    [InlineData("-price")]
    public async Task Get_AllPagesByPrice_HaveEveryProductOnceInOrder(string sort)
    {
        var pages = await host.Api.GetPagesAsync($"/products?first=99&sort={sort}");

        var prices = pages.SelectMany(p => p.Items).Select(i => i.GetProperty("price").GetProperty("amount").GetDecimal()).ToArray();
        Assert.Equal(1_000, pages.SelectMany(p => p.Strings("id")).Distinct().Count());
        Assert.Equal(sort == "price" ? prices.Order() : prices.OrderDescending(), prices);
    }

    [Fact]
    public async Task Get_Newest_ComesLatestFirst()
    {
        var reply = await host.Api.GetAsync("/products?first=100&sort=newest");

        var created = reply.Items.Select(i => i.GetProperty("createdAt").GetDateTime()).ToArray();
        Assert.Equal(created.OrderDescending(), created);
    }

    [Fact]
    public async Task Get_WithFilters_HasOnlyWhatFitsAll()
    {
        var pages = await host.Api.GetPagesAsync("/products?first=10&category=shoes&minPrice=50&maxPrice=120.50&search=TRAIL");

        var items = pages.SelectMany(p => p.Items).ToArray();
        Assert.NotEmpty(items);
        Assert.All(items, i => Assert.Equal("shoes", i.GetProperty("category").GetString()));
        Assert.All(items, i => Assert.InRange(i.GetProperty("price").GetProperty("amount").GetDecimal(), 50m, 120.50m));
        Assert.All(items, i => Assert.Contains("trail", i.GetProperty("name").GetString(), StringComparison.OrdinalIgnoreCase));
        Assert.Equal(items.Length, pages[0].Json.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Get_SearchForAWildcard_IsTakenLiterally()
    {
        var reply = await host.Api.GetAsync("/products?search=%25");

        Assert.Empty(reply.Items);
    }

    [Fact]
    public async Task Get_FirstZero_HasTheTotalAlone()
    {
        var reply = await host.Api.GetAsync("/products?first=0");

        Assert.Empty(reply.Items);
        Assert.Equal(1_000, reply.Json.GetProperty("total").GetInt32());
        Assert.Null(reply["nextCursor"]);
    }

    [Fact]
    public async Task Get_CursorOfAnotherSort_Is400()
    {
        var page = await host.Api.GetAsync("/products?first=1&sort=price");

        var reply = await host.Api.GetAsync($"/products?first=1&sort=name&after={page["nextCursor"]}");

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
    }
}
