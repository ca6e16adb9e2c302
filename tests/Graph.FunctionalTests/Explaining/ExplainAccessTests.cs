using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Explaining;

/// <summary>Who gets an explanation. Who does not gets the answer that everybody gets.</summary>
public sealed class ExplainAccessTests
{
    private const string Query = """{ product(id: "1") { name } }""";
    private const string Key = "the-admin-key-of-this-test";

    [Theory]
    [InlineData("Production", null, null, false)]
    [InlineData("Production", null, "any-key", false)]
    [InlineData("Production", Key, null, false)]
    [InlineData("Production", Key, "", false)]
    [InlineData("Production", Key, "the-admin-key-of-this-tesT", false)]
    [InlineData("Production", Key, Key, true)]
    [InlineData("Development", null, null, true)]
    [InlineData("Development", Key, null, true)]
    [InlineData("Development", Key, "another-key", false)]
    [InlineData("Development", Key, Key, true)]
    public async Task Explanation_IsForDevelopmentAndForWhoHasTheKey(string environment, string? key, string? sent, bool isExplained)
    {
        await using var graph = await StartAsync(environment, key);
        await graph.Client.QueryAsync(Query);

        var answer = (await graph.Client.ExplainAsync(Query, headers: sent is null ? null : Sent(sent))).WithoutErrors();

        Assert.Equal(isExplained, answer.IsExplained());
        Assert.StartsWith(isExplained ? "graph; fwd=bypass; detail=explain" : "graph; hit", answer.Headers["Cache-Status"], StringComparison.Ordinal);
        Assert.Equal(isExplained, answer.Headers["Cache-Control"] == "no-store");
        Assert.Equal(!isExplained, answer.Headers.ContainsKey("ETag"));
    }

    [Fact]
    public async Task WrongKey_IsLogged_WithoutIt()
    {
        await using var graph = await StartAsync("Production", Key);

        await graph.Client.ExplainAsync(Query, headers: Sent("another-key"));
        await graph.Client.ExplainAsync(Query);

        Assert.Single(graph.Logs.Lines, line => line.ToString().Contains("without the right admin key", StringComparison.Ordinal));
        Assert.DoesNotContain(graph.Logs.Lines, line => line.ToString().Contains("another-key", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("")]
    [InlineData("true")]
    public async Task AnotherValue_AsksForNothing(string value)
    {
        await using var graph = await GraphServer.StartAsync();

        var answer = await graph.Client.QueryAsync(Query, headers: new Dictionary<string, string> { ["X-Graph-Explain"] = value });

        Assert.False(answer.WithoutErrors().IsExplained());
        Assert.Equal("graph; fwd=miss; stored", answer.Headers["Cache-Status"]);
    }

    private static Dictionary<string, string> Sent(string key) => new() { ["X-Admin-Key"] = key };

    private static Task<GraphServer> StartAsync(string environment, string? key)
    {
        var options = new GraphServerOptions { Environment = environment };
        return GraphServer.StartAsync(key is null ? options : options.With(("Admin:Key", key)));
    }
}
