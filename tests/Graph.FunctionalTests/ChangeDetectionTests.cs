using System.Text;
using Graph.TestKit;
using Graph.TestKit.Server;
using Graph.Upstreams;

namespace Graph.FunctionalTests;

/// <summary>The reference services, which nobody has told where to send events: what changes there is found all the same. Nothing
/// expires while a test waits, so that only this can have brought it.</summary>
public sealed class ChangeDetectionTests
{
    [Theory]
    [InlineData("""{ product(id: "1") { name } }""", "product.name", "PATCH /products/1", """{"name": "Found"}""", "\"Found\"")]
    [InlineData("""{ user(id: "1") { name } }""", "user.name", "PATCH /users/1", """{"name": "Found"}""", "\"Found\"")]
    [InlineData("""{ product(id: "2") { inventory { version } } }""", "product.inventory.version", "POST /inventory/2/adjust", """{"delta": 1}""", "2")]
    [InlineData(
        """{ product(id: "3") { reviews(first: 1) { totalCount } } }""", "product.reviews.totalCount", "POST /reviews",
        """{"productId": "3", "authorId": "1", "rating": 5, "title": "New", "body": "Found."}""", "+1")]
    [InlineData(
        "{ products(first: 1, sort: NEWEST) { totalCount } }", "products.totalCount", "POST /products",
        """{"name": "New", "category": "shoes", "price": {"amount": 1, "currency": "EUR"}, "sellerId": "1", "brand": "B", "description": "D", "imageUrl": "https://images.example/1.png"}""",
        "+1")]
    public async Task Query_UpstreamHasChangedWithoutAnEvent_IsNewSoon(string query, string path, string write, string body, string expected)
    {
        await using var services = await UpstreamsHost.StartAsync(
            new UpstreamsOptions { Seed = { Products = 60, Users = 20, Reviews = 300 } }, cancellationToken: TestContext.Current.CancellationToken);
        await using var graph = await StartAsync(services);
        var before = await ReadAsync(graph, query, path);
        if (expected == "+1")
        {
            expected = (int.Parse(before, System.Globalization.CultureInfo.InvariantCulture) + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        await WriteAsync(services, write, body);

        Assert.NotEqual(expected, before);
        await Patience.UntilAsync(
            async () => await ReadAsync(graph, query, path) == expected, () => $"The change was not found; {string.Join(Environment.NewLine, graph.Logs.Lines)}");
        Assert.Empty(graph.Logs.Errors);
    }

    private static Task<GraphServer> StartAsync(UpstreamsHost services) => GraphServer.StartAsync(new GraphServerOptions { WithStub = false }.With(
        ("Upstreams:BaseAddress", services.BaseAddress.ToString()), ("Upstreams:Defaults:DetectChanges:Every", "00:00:00.100"),
        ("Freshness:Inventory:Ttl", "01:00:00")));

    private static async Task<string> ReadAsync(GraphServer graph, string query, string path) =>
        (await graph.Client.QueryAsync(query)).WithoutErrors().At(path).GetRawText();

    private static async Task WriteAsync(UpstreamsHost services, string write, string body)
    {
        using var client = new HttpClient { BaseAddress = services.BaseAddress };
        using var request = new HttpRequestMessage(new HttpMethod(write.Split(' ')[0]), write.Split(' ')[1]);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
