using System.Net;
using Graph.TestKit.Server;
using Microsoft.Extensions.Logging;
using static Graph.TestKit.Server.GraphEvents;

namespace Graph.FunctionalTests.Events;

/// <summary>What upstreams announce reaches the cache, and nothing else does.</summary>
public sealed class EventsTests
{
    private const string Products123 = """{ productsById(ids: ["1", "2", "3"]) { name version } }""";
    private const string Hats = """{ products(first: 5, filter: {category: "hats"}) { totalCount } }""";
    private const string Shoes = """{ products(first: 5, filter: {category: "shoes"}) { totalCount } }""";

    [Fact]
    public async Task Event_Acknowledged_MakesTheNextReadFetch()
    {
        await using var graph = await StartWarmAsync(Products123);
        Rename(graph, "1", "Renamed");

        var taken = await graph.Client.SendEventsAsync(Event("e1", "product.updated", "1", new { version = 2, category = "bags" }));
        var answer = (await graph.Client.QueryAsync(Products123)).WithoutErrors();

        Assert.Equal((HttpStatusCode.Accepted, ""), (taken.StatusCode, taken.Body));
        Assert.Matches("^[0-9a-f]{32}$", taken.Headers["X-Graph-Position"]);
        Assert.Equal("Renamed", answer.At("productsById.0.name").GetString());
        Assert.Equal(["/products?ids=1"], graph.Upstreams.Paths);
    }

    [Fact]
    public async Task Event_OfACategory_TouchesItsListsOnly()
    {
        await using var graph = await StartWarmAsync(Hats, Shoes);

        await SendAsync(graph, Event("e1", "product.created", "201", new { version = 1, category = "hats" }));
        await graph.Client.QueryAsync(Shoes);
        await graph.Client.QueryAsync(Hats);

        Assert.Equal(["/products?first=5&category=hats&sort=name"], graph.Upstreams.Paths);
    }

    [Fact]
    public async Task Events_RepeatedAndOutOfOrder_AreHarmless()
    {
        await using var graph = await StartWarmAsync(Products123);
        Rename(graph, "1", "Second");
        Rename(graph, "1", "Third");
        var third = Event("e3", "product.updated", "1", new { version = 3, category = "bags" });

        var taken = await SendAsync(graph, third);
        await graph.Client.QueryAsync(Products123);
        var late = await SendAsync(graph, Event("e2", "product.updated", "1", new { version = 2, category = "bags" }));
        var again = await SendAsync(graph, third);
        var answer = (await graph.Client.QueryAsync(Products123)).WithoutErrors();

        Assert.Equal("Third", answer.At("productsById.0.name").GetString());
        Assert.Equal(["/products?ids=1"], graph.Upstreams.Paths);
        Assert.True(string.CompareOrdinal(Position(taken), Position(late)) < 0);
        Assert.Equal(Position(late), Position(again));
    }

    [Fact]
    public async Task Batch_IsOneRecord()
    {
        await using var graph = await StartWarmAsync(Products123);
        Rename(graph, "1", "Renamed");
        Rename(graph, "3", "Renamed");

        var before = Number(await SendAsync(graph));
        var taken = await SendAsync(
            graph,
            Event("e1", "product.updated", "1", new { version = 2, category = "bags" }),
            Event("e2", "product.updated", "3", new { version = 2, category = "shoes" }),
            Event("e1", "product.updated", "2", new { version = 2, category = "hats" }));
        var answer = (await graph.Client.QueryAsync(Products123)).WithoutErrors();

        Assert.Equal(before + 1, Number(taken));
        Assert.Equal(["Renamed", "Product 075", "Renamed"], answer.Texts("productsById", "name"));
        Assert.Equal(["/products?ids=1,3"], graph.Upstreams.Paths);
    }

    [Fact]
    public async Task Heartbeat_IsTakenAndChangesNothing()
    {
        await using var graph = await StartWarmAsync(Products123);

        var before = Number(await SendAsync(graph));
        var taken = await SendAsync(
            graph, Event("h1", "upstream.heartbeat", source: "/products"), Event("h2", "upstream.heartbeat", source: "/carts"));
        await graph.Client.QueryAsync(Products123);

        Assert.Equal(before + 1, Number(taken));
        Assert.Equal(0, graph.Upstreams.CallCount);
    }

    [Fact]
    public async Task Event_OfATypeAndASourceThatNobodyKnows_IsIgnored()
    {
        await using var graph = await StartWarmAsync(Products123);

        var before = Position(await SendAsync(graph));
        var first = await SendAsync(graph, Event("e1", "invoice.paid", "1", source: "/billing"));
        var second = await SendAsync(graph, Event("e2", "invoice.paid", "2", source: "/billing"));

        Assert.Equal((before, before), (Position(first), Position(second)));
        Assert.Single(graph.Logs.Lines, line => line.Level == LogLevel.Information && line.Message.Contains("invoice.paid", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Acknowledged_WhileAnOlderAnswerIsOnItsWay_LaterReadsGetTheNewValue()
    {
        const string query = """{ product(id: "1") { name } }""";
        await using var graph = await GraphServer.StartAsync();
        var gate = graph.Upstreams.Products.HoldAnswers();
        var earlier = graph.Client.QueryAsync(query);
        await gate.Holding;
        Rename(graph, "1", "Renamed");

        await SendAsync(graph, Event("e1", "product.updated", "1", new { version = 2 }));
        var later = graph.Client.QueryAsync("""{ product(id: "1") { name } user(id: "1") { name } }""");
        await graph.Upstreams.Users.WaitForCallsAsync(1); // its second field is read, so the first has been, too
        gate.Open();
        await earlier;

        Assert.Equal("Renamed", (await later).WithoutErrors().At("product.name").GetString());
        Assert.Equal("Renamed", (await graph.Client.QueryAsync(query)).WithoutErrors().At("product.name").GetString());
    }

    private static async Task<GraphServer> StartWarmAsync(params string[] queries)
    {
        var graph = await GraphServer.StartAsync();
        foreach (var query in queries)
        {
            (await graph.Client.QueryAsync(query)).WithoutErrors();
        }

        graph.Upstreams.ForgetCalls();
        return graph;
    }

    private static async Task<GraphQLAnswer> SendAsync(GraphServer graph, params string[] events)
    {
        var answer = await graph.Client.SendEventsAsync(events);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return answer;
    }

    private static void Rename(GraphServer graph, string id, string name) =>
        graph.Upstreams.Data.Update(graph.Upstreams.Data.Products[id], product => product["name"] = name);

    private static string Position(GraphQLAnswer answer) => answer.Headers["X-Graph-Position"];

    private static long Number(GraphQLAnswer answer) => Convert.ToInt64(Position(answer)[16..], 16);
}
