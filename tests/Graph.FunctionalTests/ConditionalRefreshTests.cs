using Graph.TestKit.Server;
using Microsoft.Extensions.Time.Testing;

namespace Graph.FunctionalTests;

/// <summary><c>Upstreams:&lt;Name&gt;:ConditionalRefresh</c>, over HTTP to a service that answers with ETags.</summary>
public sealed class ConditionalRefreshTests
{
    private const string ProductQuery = """{ product(id: "1") { name version } }""";
    private const string UserQuery = """{ user(id: "1") { name version } }""";

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Product_StaleAndUnchanged_IsRevivedByA304()
    {
        await using var graph = await StartAsync();
        await ReadAsync(graph, ProductQuery, "product.name");

        _time.Advance(TimeSpan.FromMinutes(61));
        await ReadAsync(graph, ProductQuery, "product.name");
        await graph.Upstreams.Products.WaitForCallsAsync(2);

        var (first, second) = (graph.Upstreams.Products.Calls[0], graph.Upstreams.Products.Calls[1]);
        Assert.Equal(("/products?ids=1", "/products/1"), (first.PathAndQuery, second.PathAndQuery));
        Assert.DoesNotContain("If-None-Match", first.Headers.Keys);
        Assert.Equal("\"1\"", second.Headers["If-None-Match"]);

        // An hour on from then it would be expired had it not been revived, and be fetched before it is served.
        _time.Advance(TimeSpan.FromMinutes(61));
        var gate = graph.Upstreams.Products.Hold();
        Assert.Equal("Product 038", await ReadAsync(graph, ProductQuery, "product.name"));
        gate.Open();
    }

    [Fact]
    public async Task User_ExpiredAndChanged_IsReplaced()
    {
        await using var graph = await StartAsync();
        await ReadAsync(graph, UserQuery, "user.name");
        graph.Upstreams.Data.Update(graph.Upstreams.Data.Users["1"], user => user["name"] = "Another");

        _time.Advance(TimeSpan.FromMinutes(6));
        var name = await ReadAsync(graph, UserQuery, "user.name");

        Assert.Equal("Another", name);
        Assert.Equal(["/users?ids=1", "/users/1"], graph.Upstreams.Users.Paths);
    }

    [Fact]
    public async Task User_ExpiredAndUnchanged_IsServedFromTheCopy()
    {
        await using var graph = await StartAsync();
        await ReadAsync(graph, UserQuery, "user.name");
        // The same version with another content: nobody but a 304 could leave the old one.
        graph.Upstreams.Data.Change(data => data.Users["1"]["name"] = "Not read");

        _time.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal("User 1", await ReadAsync(graph, UserQuery, "user.name"));
        Assert.Equal("User 1", await ReadAsync(graph, UserQuery, "user.name"));
        Assert.Equal(["/users?ids=1", "/users/1"], graph.Upstreams.Users.Paths);
    }

    private Task<GraphServer> StartAsync() => GraphServer.StartAsync(new GraphServerOptions { Time = _time }.With(
        ("EntityCache:Jitter", "0"), ("Upstreams:Products:ConditionalRefresh", "true"), ("Upstreams:Users:ConditionalRefresh", "true")));

    private static async Task<string?> ReadAsync(GraphServer graph, string query, string path) =>
        (await graph.Client.QueryAsync(query)).WithoutErrors().At(path).GetString();
}
