using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Graph.TestKit.Server;
using Graph.TestKit.Stub;

namespace Graph.FunctionalTests;

/// <summary>Documents by their hash, at the whole graph: registered by clients, or chosen by its operators.</summary>
public sealed class PersistedOperationsTests : IDisposable
{
    private const string Query = "query ($id: ID!) { product(id: $id) { name } }";
    private static readonly string Hash = HashOf(Query);
    private static readonly Dictionary<string, string> Accept = new() { ["Accept"] = GraphClient.GraphQLResponse };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("graph-persisted-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Only_TrustedDocument_RunsByItsHash_ByPostAndByGet()
    {
        await using var graph = await StartOnlyAsync();

        var byPost = (await graph.Client.PostAsync($$$"""{"documentId": "sha256:{{{Hash}}}", "variables": {"id": "1"}}""")).WithoutErrors();
        var byGet = (await GetAsync(graph, $"documentId=sha256:{Hash}&variables=%7B%22id%22%3A%221%22%7D")).WithoutErrors();
        var byText = (await graph.Client.QueryAsync(Query, new { id = "1" })).WithoutErrors();

        Assert.False(string.IsNullOrEmpty(byPost.At("product.name").GetString()));
        Assert.Equal((byPost.Body, byPost.Body), (byGet.Body, byText.Body));
    }

    [Theory]
    [InlineData("{ __typename }")]
    [InlineData("{ __schema { types { name } } }")]
    [InlineData("query ($id: ID!) { product(id: $id) { name } } ")]
    [InlineData("query ($id: ID!) { product(id: $id) { name } }\nmutation A { __typename }")]
    [InlineData("no GraphQL")]
    public async Task Only_AnyOtherText_IsRefusedWhateverComesWithIt(string text)
    {
        await using var graph = await StartOnlyAsync();
        var escaped = Uri.EscapeDataString(text);

        AssertRefused(graph, await graph.Client.QueryAsync(text, new { id = "1" }), "PERSISTED_QUERY_REQUIRED");
        AssertRefused(graph, await graph.Client.PostAsync(BodyOf(text, HashOf(text))), "PERSISTED_QUERY_REQUIRED");
        AssertRefused(graph, await graph.Client.PostAsync(BodyOf(text, Hash)), "PERSISTED_QUERY_HASH_MISMATCH");
        AssertRefused(graph, await GetAsync(graph, $"query={escaped}"), "PERSISTED_QUERY_REQUIRED");
        AssertRefused(graph, await GetAsync(graph, $"query={escaped}&documentId=sha256:{HashOf(text)}"), "PERSISTED_QUERY_REQUIRED");
        AssertRefused(graph, await GetAsync(graph, $"documentId=sha256:{HashOf(text)}"), "PERSISTED_QUERY_NOT_FOUND");
    }

    [Fact]
    public async Task Only_OverSocketsAndEventStreams_HoldsToo()
    {
        await using var graph = await StartOnlyAsync();
        await using var socket = await GraphSocket.OpenAsync(graph.Client);

        var refused = await (await socket.SubscribeAsync("{ __typename }")).ReadAsync();
        var stream = await graph.Client.FirstEventAsync("{ __typename }");
        var served = await (await socket.SubscribeAsync(Query, new { id = "1" })).NextAsync();

        Assert.Equal("error", refused!.Type);
        Assert.Equal("PERSISTED_QUERY_REQUIRED", Assert.Single(refused.Codes));
        Assert.Equal("PERSISTED_QUERY_REQUIRED", Assert.Single(stream.Errors).Code);
        Assert.False(string.IsNullOrEmpty(served.At("product.name").GetString()));
    }

    [Fact]
    public async Task Only_WarmUpAndTheIde_AreNotConcerned()
    {
        await using var graph = await StartOnlyAsync(("WarmUp:Operations:page:Query", """{ product(id: "2") { name } }"""), ("WarmUp:Operations:page:Critical", "true"));

        using var visit = new HttpRequestMessage(HttpMethod.Get, "/graphql/");
        visit.Headers.TryAddWithoutValidation("Accept", "text/html");
        using var page = await graph.Client.Http.SendAsync(visit, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, "text/html"), (page.StatusCode, page.Content.Headers.ContentType!.MediaType));
        Assert.Contains(graph.Logs.Lines, line => line.Message.StartsWith("Warm-up before readiness: 1 of 1 operations succeeded", StringComparison.Ordinal));
        Assert.DoesNotContain(graph.Logs.Lines, line => line.Message.Contains("PERSISTED_QUERY", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Requests_ByHash_AreCounted()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "product.graphql"), Query);
        await using var upstreams = await StubUpstreams.StartAsync();
        await using var graph = await GraphProcess.StartReadyAsync(GraphProcess.SettingsOver(upstreams), "--Persisted:Folder", _folder.FullName);
        const string text = "{ __typename }";

        await graph.Client.PostAsync(BodyOf(null, HashOf(text)));
        await graph.Client.PostAsync(BodyOf(text, HashOf(text)));
        await graph.Client.PostAsync(BodyOf(null, HashOf(text)));
        await graph.Client.PostAsync(BodyOf(text, Hash));
        await graph.Client.PostAsync(BodyOf(null, Hash, new { id = "1" }));
        var metrics = await graph.Client.GetMetricsAsync();

        foreach (var result in (string[])["not_found", "registered", "automatic", "mismatch", "trusted"])
        {
            Assert.Equal(1, metrics.Value("graph_persisted_requests_total", ("result", result)));
        }

        Assert.Equal((1, 1), (metrics.Value("graph_persisted_documents", ("source", "folder")), metrics.Value("graph_persisted_documents", ("source", "automatic"))));
        Assert.Equal(text.Length, metrics.Value("graph_persisted_bytes", ("source", "automatic")));
        Assert.Equal(1, metrics.Value("graph_request_rejected_total", ("code", "PERSISTED_QUERY_NOT_FOUND")));
    }

    [Fact]
    public async Task Start_DocumentsThatDoNotFit_ListsThemAll()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "a.graphql"), "{ nonsense }");
        File.WriteAllText(Path.Combine(_folder.FullName, "b.graphql"), Query);
        File.WriteAllText(Path.Combine(_folder.FullName, "c.json"), $$"""{"{{Hash}}": "{ __typename }"}""");
        await using var graph = GraphProcess.Start(
            new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Development" }, "--Persisted:Folder", _folder.FullName);

        var code = await graph.WaitForExitAsync();

        Assert.Equal(1, code);
        Assert.Contains("2 problem(s)", graph.Errors, StringComparison.Ordinal);
        Assert.Contains("Persisted:Folder: a.graphql (line 1, column 3): Cannot query field 'nonsense'", graph.Errors, StringComparison.Ordinal);
        Assert.Contains($"Persisted:Folder: c.json: '{Hash}': the SHA-256 of its text is", graph.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", graph.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnlyWithNoPlaceForDocuments_SaysSoWithTheRest()
    {
        await using var graph = GraphProcess.Start(
            new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Development" }, "--Persisted:Only", "true", "--Limits:Depth", "0");

        var code = await graph.WaitForExitAsync();

        Assert.Equal(1, code);
        Assert.Contains("Persisted:Only lets only trusted documents run, and there is no place for them", graph.Errors, StringComparison.Ordinal);
        Assert.Contains("Limits:Depth", graph.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", graph.Errors, StringComparison.Ordinal);
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string BodyOf(string? query, string hash, object? variables = null) =>
        JsonSerializer.Serialize(new { query, variables, extensions = new { persistedQuery = new { version = 1, sha256Hash = hash } } });

    private static async Task<GraphQLAnswer> GetAsync(GraphServer graph, string parameters)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/graphql?{parameters}");
        return await graph.Client.SendAsync(request, Accept);
    }

    private static void AssertRefused(GraphServer graph, GraphQLAnswer answer, string code)
    {
        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest && answer.Errors is [{ } error] && error.Code == code, $"expected {code}: {answer}");
        Assert.Empty(graph.Upstreams.Paths);
        Assert.Empty(graph.Logs.Errors);
    }

    private Task<GraphServer> StartOnlyAsync(params (string Key, string Value)[] settings)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "product.graphql"), Query);
        return GraphServer.StartAsync([.. settings, ("Persisted:Only", "true"), ("Persisted:Folder", _folder.FullName)]);
    }
}
