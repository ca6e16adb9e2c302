using Graph.TestKit;

namespace Graph.FunctionalTests.Redis;

/// <summary>Change events by a Redis Stream.</summary>
public sealed class EventStreamTests
{
    private const string Name = """{ product(id: "1") { name } }""";

    [Fact]
    public async Task Event_InTheStream_MakesBothInstancesFetchAnew_AndAnEntryThatIsNoneIsLeftOut()
    {
        await using var graphs = await TwoGraphs.StartAsync(("Events:Stream", "changes"));
        (await graphs.One.Client.QueryAsync(Name)).WithoutErrors();
        (await graphs.Other.Client.QueryAsync(Name)).WithoutErrors();
        graphs.One.Upstreams.Products.Spoil("1", product => product["name"] = "Renamed");

        await graphs.Redis.CommandAsync("XADD", "changes", "*", "event", "no event");
        await graphs.Redis.CommandAsync(
            "XADD", "changes", "*", "event", """{"specversion": "1.0", "id": "e1", "source": "/products", "type": "product.updated", "subject": "1"}""");

        await Patience.UntilAsync(
            async () => await NameAsync(graphs.One) == "Renamed" && await NameAsync(graphs.Other) == "Renamed", () => "the event has not arrived");
        await Patience.UntilAsync(
            async () => ((object?[])(await graphs.Redis.CommandAsync("XPENDING", "changes", "graph"))!)[0] is 0L or "0", () => "an entry stays pending");
    }

    private static async Task<string?> NameAsync(Graph.TestKit.Server.GraphServer graph) =>
        (await graph.Client.QueryAsync(Name)).WithoutErrors().At("product.name").GetString();
}
