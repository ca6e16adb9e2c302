using System.Net;
using Graph.Upstreams.Tests.Support;

namespace Graph.Upstreams.Tests.Reviews;

public sealed class ReviewTests(SharedHost shared)
{
    [Fact]
    public async Task Get_ByProducts_HasTheFirstPageTotalAndAverageOfEach()
    {
        var reply = await shared.Api.GetAsync("/reviews?productIds=1,2,nope&first=2");

        Assert.Equal(["1", "2"], reply.Strings("productId").Order(StringComparer.Ordinal));
        foreach (var list in reply.Items)
        {
            var all = (await shared.Api.GetPagesAsync($"/reviews?productId={list.GetProperty("productId").GetString()}&first=100"))
                .SelectMany(p => p.Items).ToArray();
            Assert.Equal(all.Take(2).Select(r => r.GetRawText()), list.GetProperty("items").EnumerateArray().Select(r => r.GetRawText()));
            Assert.Equal(all.Length, list.GetProperty("total").GetInt32());
            Assert.Equal(all.Average(r => r.GetProperty("rating").GetInt32()), list.GetProperty("averageRating").GetDouble(), 0.006);
        }
    }

    [Fact]
    public async Task Get_ByProducts_ItsCursorContinuesTheListOfTheProduct()
    {
        var list = (await shared.Api.GetAsync("/reviews?productIds=1&first=2")).Items[0];

        var next = await shared.Api.GetAsync($"/reviews?productId=1&first=2&after={list.GetProperty("nextCursor").GetString()}");

        var all = await shared.Api.GetAsync("/reviews?productId=1&first=4");
        Assert.Equal(all.Strings("id").Skip(2), next.Strings("id"));
    }

    [Fact]
    public async Task Get_ByOneProduct_ComesNewestFirstInPages()
    {
        var pages = await shared.Api.GetPagesAsync("/reviews?productId=2&first=2");

        var created = pages.SelectMany(p => p.Items).Select(r => r.GetProperty("createdAt").GetDateTime()).ToArray();
        Assert.Equal(pages[0].Json.GetProperty("total").GetInt32(), created.Length);
        Assert.Equal(created.OrderDescending(), created);
    }

    [Fact]
    public async Task Get_ByIds_HasTheFieldsOfTheContract()
    {
        var reply = await shared.Api.GetAsync("/reviews?ids=7,nope");

        var review = Assert.Single(reply.Items);
        string[] fields = ["id", "productId", "authorId", "rating", "title", "body", "helpful", "version", "createdAt", "updatedAt"];
        Assert.Equal(fields, review.EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task Post_Review_IsFirstInItsListAndCounts()
    {
        await using var host = await FreshHost.StartAsync();
        var before = (await host.Api.GetAsync("/reviews?productIds=1")).Items[0].GetProperty("total").GetInt32();

        var created = await host.Api.PostAsync("/reviews", """{"productId":"1","authorId":"2","rating":5,"title":"Good","body":"Very good."}""");

        var after = (await host.Api.GetAsync("/reviews?productIds=1")).Items[0];
        Assert.Equal(HttpStatusCode.Created, created.Status);
        Assert.Equal($"/reviews/{created.Id}", created.Headers.Location?.ToString());
        Assert.Equal(before + 1, after.GetProperty("total").GetInt32());
        Assert.Equal(created.Text, after.GetProperty("items")[0].GetRawText());
    }

    [Theory]
    [InlineData("""{"productId":"1","authorId":"2","rating":0,"body":"b"}""")]
    [InlineData("""{"productId":"1","authorId":"2","rating":6,"body":"b"}""")]
    [InlineData("""{"productId":"1","authorId":"2","rating":"5","body":"b"}""")]
    [InlineData("""{"productId":"1","authorId":"2","rating":4.5,"body":"b"}""")]
    [InlineData("""{"productId":"1","authorId":"2","body":"b"}""")]
    [InlineData("""{"productId":"1","authorId":"2","rating":5,"body":""}""")]
    [InlineData("""{"productId":"1","authorId":null,"rating":5,"body":"b"}""")]
    [InlineData("""{"productId":"nope","authorId":"2","rating":5,"body":"b"}""")]
    public async Task Post_BadReview_Is400(string body)
    {
        var reply = await shared.Api.PostAsync("/reviews", body);

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal("application/problem+json", reply.MediaType);
    }

    [Fact]
    public async Task Helpful_ManyAtOnce_CountsEach()
    {
        await using var host = await FreshHost.StartAsync();
        var before = await host.Api.GetAsync("/reviews/1");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.Api.PostAsync("/reviews/1/helpful")));

        var after = await host.Api.GetAsync("/reviews/1");
        Assert.Equal(before.Json.GetProperty("helpful").GetInt32() + 20, after.Json.GetProperty("helpful").GetInt32());
        Assert.Equal(21, after.Version);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Api.PostAsync("/reviews/nope/helpful")).Status);
    }

    [Fact]
    public async Task Delete_Review_IsGoneFromItsList()
    {
        await using var host = await FreshHost.StartAsync();
        var review = (await host.Api.GetAsync("/reviews?productId=1&first=1")).Items[0].GetProperty("id").GetString()!;

        var reply = await host.Api.DeleteAsync($"/reviews/{review}");

        Assert.Equal(HttpStatusCode.NoContent, reply.Status);
        Assert.DoesNotContain(review, (await host.Api.GetAsync("/reviews?productId=1&first=100")).Strings("id"));
    }
}
