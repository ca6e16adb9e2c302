using System.Net.Http.Json;
using Graph.TestKit;
using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Events;

/// <summary>The embedded services tell the graph that they are part of.</summary>
public sealed class EmbeddedEventsTests
{
    private const string Query = """{ product(id: "7") { name } }"""; // fresh for an hour

    [Theory]
    [InlineData("Development", null)]
    [InlineData("Development", "a secret")]
    [InlineData("Production", "a secret")]
    public async Task Change_MadeAtAnEmbeddedService_ReachesTheCache(string environment, string? secret)
    {
        await using var graph = await StartAsync(environment, secret);
        (await graph.Client.QueryAsync(Query)).WithoutErrors();

        await RenameAsync(graph, "Renamed at its service");

        await Patience.UntilAsync(
            async () => (await graph.Client.QueryAsync(Query)).WithoutErrors().At("product.name").GetString() == "Renamed at its service",
            () => $"The change has not come:\n{string.Join('\n', graph.Logs.Lines)}");
        Assert.Empty(graph.Logs.Errors);
    }

    [Fact]
    public async Task Production_WithoutASecret_SaysThatEventsAreOff()
    {
        await using var graph = await StartAsync("Production", secret: null);

        Assert.Single(graph.Logs.Lines, line => line.Message.Contains("Events:Secret is missing", StringComparison.Ordinal));
    }

    private static Task<GraphServer> StartAsync(string environment, string? secret)
    {
        var options = new GraphServerOptions { Environment = environment, WithStub = false }.With(("Upstreams:Embedded", "true"));
        return GraphServer.StartAsync(secret is null ? options : options.With(("Events:Secret", secret)));
    }

    private static async Task RenameAsync(GraphServer graph, string name)
    {
        using var client = new HttpClient();
        using var answer = await client.PatchAsJsonAsync(new Uri(await graph.EmbeddedAddress, "/products/7"), new { name });
        answer.EnsureSuccessStatusCode();
    }
}
