using System.Net.Http.Json;
using System.Text.Json;
using Graph.TestKit.Server;
using Microsoft.Extensions.Time.Testing;
using static Graph.TestKit.Server.GraphEvents;

namespace Graph.FunctionalTests.Events;

/// <summary>While the carts service gives signs of life, its silence means that no cart has changed.</summary>
public sealed class HeartbeatTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData("upstream.heartbeat", "/carts", 1)]
    [InlineData("cart.modified", "/another/name", 1)]
    [InlineData("unheard.of", "https://shop.example/api/Carts/", 1)]
    [InlineData("upstream.heartbeat", "/products", 2)]
    [InlineData("product.updated", "/products", 2)]
    public async Task Cart_ReadAfterASignOfLife_StaysFreshBeyondItsTtl(string type, string source, int calls)
    {
        await using var graph = await StartAsync();
        var id = await CreateCartAsync(graph);
        await graph.Client.SendEventsAsync(Event("e1", type, "another", source: source));

        await ReadAsync(graph, id);
        _time.Advance(TimeSpan.FromSeconds(50));
        await ReadAsync(graph, id);

        Assert.Equal(calls, graph.Upstreams.Carts.CallCount);
    }

    [Fact]
    public async Task Cart_WhenTheHeartbeatStops_FallsBackToItsTtl()
    {
        await using var graph = await StartAsync();
        var id = await CreateCartAsync(graph);
        await graph.Client.SendEventsAsync(Event("h1", "upstream.heartbeat", source: "/carts"));
        await ReadAsync(graph, id);
        _time.Advance(TimeSpan.FromSeconds(50));
        await graph.Client.SendEventsAsync(Event("h2", "upstream.heartbeat", source: "/carts"));
        _time.Advance(TimeSpan.FromSeconds(59));
        await ReadAsync(graph, id);
        var whileItBeats = graph.Upstreams.Carts.CallCount;

        await graph.Client.SendEventsAsync(Event("h1", "upstream.heartbeat", source: "/carts")); // an old one says nothing
        _time.Advance(TimeSpan.FromSeconds(2));
        await ReadAsync(graph, id);

        Assert.Equal((1, 2), (whileItBeats, graph.Upstreams.Carts.CallCount));
    }

    private Task<GraphServer> StartAsync() => GraphServer.StartAsync(new GraphServerOptions { Time = _time }.With(("EntityCache:Jitter", "0")));

    private static async Task<string> CreateCartAsync(GraphServer graph)
    {
        using var client = new HttpClient();
        using var answer = await client.PostAsJsonAsync(new Uri(graph.Upstreams.Address, "/carts"), new { });
        answer.EnsureSuccessStatusCode();
        graph.Upstreams.ForgetCalls();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    private static async Task ReadAsync(GraphServer graph, string id) =>
        Assert.Equal(id, (await graph.Client.QueryAsync("query($id: ID!) { cart(id: $id) { id version } }", new { id })).WithoutErrors().At("cart.id").GetString());
}
