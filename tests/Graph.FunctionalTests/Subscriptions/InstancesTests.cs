using System.Globalization;
using System.Net;
using Graph.FunctionalTests.Redis;
using Graph.TestKit;
using Graph.TestKit.Redis;
using Graph.TestKit.Server;
using Graph.TestKit.Stub;
using static Graph.TestKit.Server.GraphEvents;

namespace Graph.FunctionalTests.Subscriptions;

/// <summary>Subscribers of one instance hear what any other has been told.</summary>
public sealed class InstancesTests
{
    private const string Stock = """subscription { inventoryChanged(productIds: ["1"]) { available } }""";

    [Fact]
    public async Task Change_WhicheverWayItComes_ReachesTheSubscribersOfBoth()
    {
        await using var graphs = await TwoGraphs.StartAsync(("Events:Stream", "changes"));
        await using var one = await GraphSocket.OpenAsync(graphs.One.Client);
        await using var other = await GraphSocket.OpenAsync(graphs.Other.Client);
        SocketOperation[] both = [await one.SubscribeAsync(Stock), await other.SubscribeAsync(Stock)];
        await Task.WhenAll(both.Select(stock => stock.NextAsync()));

        Restock(graphs.One, 41);
        await graphs.One.Client.SendEventsAsync(Event("e1", "inventory.changed", "1", new { version = 2 }, "/inventory"));
        var byEvent = await Task.WhenAll(both.Select(stock => stock.NextAsync()));
        (await graphs.Other.Client.QueryAsync(
            "mutation { adjustInventory(input: {productId: \"1\", delta: 1}) { inventory { version } } }",
            headers: GraphTokens.Bearer(await graphs.Other.Client.GetTokenAsync("9", "catalog")))).WithoutErrors();
        var byMutation = await Task.WhenAll(both.Select(stock => stock.NextAsync()));
        Restock(graphs.One, 43);
        await graphs.Redis.CommandAsync(
            "XADD", "changes", "*", "event",
            """{"specversion": "1.0", "id": "e2", "source": "/inventory", "type": "inventory.changed", "subject": "1", "data": {"version": 4}}""");
        var byStream = await Task.WhenAll(both.Select(stock => stock.NextAsync()));

        Assert.Equal([41, 41], byEvent.Select(AvailableIn));
        Assert.Equal([42, 42], byMutation.Select(AvailableIn));
        Assert.Equal([43, 43], byStream.Select(AvailableIn));
    }

    [Fact]
    public async Task Position_OfOneInstance_ResumesAtTheOther()
    {
        await using var graphs = await TwoGraphs.StartAsync();
        string position;
        await using (var one = await GraphSocket.OpenAsync(graphs.One.Client))
        {
            position = (await (await one.SubscribeAsync(Stock)).NextAsync()).Position;
        }

        Restock(graphs.One, 41);
        await graphs.One.Client.SendEventsAsync(Event("e1", "inventory.changed", "1", new { version = 2 }, "/inventory"));
        await using var other = await GraphSocket.OpenAsync(graphs.Other.Client);
        var resumed = await other.SubscribeAsync($$"""subscription { inventoryChanged(productIds: ["1"], since: "{{position}}") { available } }""");

        Assert.Equal(41, AvailableIn(await resumed.NextAsync()));
    }

    [Fact]
    public async Task Kills_OfRedisAndOfAnInstance_LoseNoSubscriberTheFinalState()
    {
        const int watchers = 30;
        const int changes = 90;
        string[] ids = ["1", "2", "3", "4", "5"];
        await using var redis = await RedisServer.StartAsync();
        await using var upstreams = await StubUpstreams.StartAsync();
        var settings = SettingsOf(redis, upstreams);
        await using var doomed = await GraphProcess.StartReadyAsync(settings);
        await using var survivor = await GraphProcess.StartReadyAsync(settings);
        var isDoomed = false;
        GraphClient Of(int connection) => Volatile.Read(ref isDoomed) || connection % 2 == 1 ? survivor.Client : doomed.Client;
        StockWatcher[] all = [.. Enumerable.Range(0, watchers).Select(i => new StockWatcher(connection => Of(connection + i), ids))];
        await Task.WhenAll(all.Select(watcher => watcher.StartAsync()));

        for (var change = 1; change <= changes; change++)
        {
            var id = ids[change % ids.Length];
            upstreams.Data.Update(upstreams.Data.Inventory[id], stock => stock["available"] = 1_000 + change);
            await SendAsync(change % 2 == 0 ? survivor.Client : Of(0), id, upstreams);
            switch (change)
            {
                case changes / 3:
                    await redis.RestartAsync();
                    break;
                case changes / 2:
                    await Task.WhenAll(all.Take(watchers / 3).Select(watcher => watcher.CutAsync()));
                    break;
                case changes * 2 / 3:
                    Volatile.Write(ref isDoomed, true);
                    await doomed.KillAsync();
                    break;
            }
        }

        var final = ids.ToDictionary(id => id, id => (int)upstreams.Data.Inventory[id]["available"]!);
        await Patience.UntilAsync(
            () => Task.FromResult(all.All(watcher => final.All(stock => watcher.Available.GetValueOrDefault(stock.Key) == stock.Value))),
            () => string.Join('\n', all.Select(watcher => string.Join(' ', watcher.Available.OrderBy(stock => stock.Key)))) + survivor.Output);

        Assert.Empty(all.SelectMany(watcher => watcher.Problems));
        Assert.All(all, watcher => Assert.True(watcher.Connections is >= 1 and < 200));
        foreach (var watcher in all)
        {
            await watcher.DisposeAsync();
        }

        await survivor.NothingLeftAsync();
    }

    private static Dictionary<string, string> SettingsOf(RedisServer redis, StubUpstreams upstreams)
    {
        var settings = GraphProcess.SettingsOver(upstreams);
        settings["Redis__Configuration"] = redis.Configuration;
        settings["Subscriptions__RetryDelay"] = "00:00:00.100";
        return settings;
    }

    /// <summary>As an upstream does: until it is acknowledged.</summary>
    private static Task SendAsync(GraphClient graph, string id, StubUpstreams upstreams)
    {
        var version = (int)upstreams.Data.Inventory[id]["version"]!;
        var body = Event(string.Create(CultureInfo.InvariantCulture, $"{id}-{version}"), "inventory.changed", id, new { version }, "/inventory");
        return Patience.UntilAsync(
            async () => (await graph.SendEventsAsync(body)).StatusCode == HttpStatusCode.Accepted, () => "the event is not taken");
    }

    private static int AvailableIn(SocketMessage message) => message.At("inventoryChanged.available").GetInt32();

    private static void Restock(GraphServer graph, int available) =>
        graph.Upstreams.Data.Update(graph.Upstreams.Data.Inventory["1"], stock => stock["available"] = available);
}
