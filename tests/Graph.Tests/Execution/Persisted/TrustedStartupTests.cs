using System.Text.Json;
using Graph.Configuration;
using Graph.Execution.Persisted;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Graph.Tests.Execution.Persisted;

/// <summary>The folder of trusted documents, as the start reads it.</summary>
public sealed class TrustedStartupTests : IDisposable
{
    private const string Query = PersistedWorld.Query;
    private const string Other = "{ __typename }";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("graph-trusted-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Start_GraphqlFile_IsKnownByTheHashOfItsText()
    {
        Write("page.graphql", Query + "\n");
        Write("README.txt", "not read");

        var documents = await StartAsync();

        Assert.Equal(Query + "\n", await FindAsync(documents, Query + "\n"));
        Assert.Null(await FindAsync(documents, Query));
        Assert.Equal((1, Query.Length + 1), (documents.FolderCount, documents.FolderBytes));
    }

    [Fact]
    public async Task Start_JsonOfTextsByHash_IsRead()
    {
        Write("map.json", JsonSerializer.Serialize(new Dictionary<string, string>
        {
            [Hash(Query).ToUpperInvariant()] = Query,
            [$"sha256:{Hash(Other)}"] = Other,
        }));

        var documents = await StartAsync();

        Assert.Equal((Query, Other), (await FindAsync(documents, Query), await FindAsync(documents, Other)));
    }

    [Fact]
    public async Task Start_ApollosManifest_IsRead()
    {
        Write("manifest.json", JsonSerializer.Serialize(new
        {
            format = "apollo-persisted-query-manifest",
            version = 1,
            operations = new[] { new { id = Hash(Query), name = "Page", type = "query", body = Query } },
        }));

        Assert.Equal(Query, await FindAsync(await StartAsync(), Query));
    }

    [Fact]
    public async Task Start_ManyProblems_ListsThemAllWithTheirFiles()
    {
        Write("a.graphql", "{ nope }");
        Write("b.graphql", "{ item { id }");
        Write("c.json", "{");
        Write("d.json", "[]");
        Write("e.json", $$"""{"{{Hash(Query)}}": "{{Other}}", "short": "{{Query}}", "{{Hash(Other)}}": 7}""");
        Write("f.json", """{"format": "something", "operations": []}""");
        Write("g.json", """{"format": "apollo-persisted-query-manifest", "operations": [{"id": "x"}]}""");
        File.WriteAllBytes(Path.Combine(_folder.FullName, "h.graphql"), [0x7B, 0xFF, 0x7D]);
        Write("i.graphql", new string(' ', 3_000) + Query);
        Write("j.json", "{\"" + Hash(Query) + "\": \"\\ud800\"}");

        var refused = await Assert.ThrowsAsync<StartupException>(() => StartAsync(("Limits:DocumentBytes", "2000")));

        string[] expected =
        [
            "a.graphql (line 1, column 3): Cannot query field 'nope'", "b.graphql (line 1, column 14): Syntax error", "c.json: malformed JSON at line 1",
            "d.json: it must be an object of texts by their hash", $"e.json: '{Hash(Query)}': the SHA-256 of its text is {Hash(Other)}",
            "e.json: 'short': a document is named by its SHA-256", $"e.json: '{Hash(Other)}' is no text", "f.json: it must be an object",
            "g.json: operation 1 needs an \"id\" and a \"body\"", "h.graphql: it cannot be read",
            "i.graphql: it has 3015 bytes; a document has at most 2000 (Limits:DocumentBytes)", "j.json: a text of it is no valid Unicode",
        ];
        Assert.All(expected, text => Assert.Contains(refused.Problems, problem => problem.StartsWith($"Persisted:Folder: {text}", StringComparison.Ordinal)));
        Assert.Equal(expected.Length, refused.Problems.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Start_FolderIsEmptyOrAbsent_SaysSo(bool exists)
    {
        var refused = await Assert.ThrowsAsync<StartupException>(
            () => StartAsync(("Persisted:Folder", exists ? _folder.FullName : Path.Combine(_folder.FullName, "nowhere"))));

        Assert.Contains(exists ? "has no documents" : "cannot be read", Assert.Single(refused.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Persisted:MaxDocuments", "1")]
    [InlineData("Persisted:MaxBytes", "1024")]
    public async Task Start_MoreDocumentsThanAllowed_NamesTheSetting(string setting, string value)
    {
        Write("a.graphql", Query + new string(' ', 600));
        Write("b.graphql", Other + new string(' ', 600));

        var refused = await Assert.ThrowsAsync<StartupException>(() => StartAsync((setting, value)));

        Assert.Contains("(Persisted:MaxDocuments, MaxBytes)", Assert.Single(refused.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_FileLargerThanAllTogetherMayBe_IsNotRead()
    {
        Write("a.json", new string(' ', 2_000));

        var refused = await Assert.ThrowsAsync<StartupException>(() => StartAsync(("Persisted:MaxBytes", "1024")));

        Assert.Contains("a.json: it has more than 1024 bytes (Persisted:MaxBytes)", Assert.Single(refused.Problems), StringComparison.Ordinal);
    }

    private static string Hash(string text) => DocumentHash.Of(text).Hex;

    private static ValueTask<string?> FindAsync(TrustedDocuments documents, string text) =>
        documents.FindAsync(DocumentHash.Of(text), TestContext.Current.CancellationToken);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);

    private async Task<TrustedDocuments> StartAsync(params (string Key, string Value)[] settings)
    {
        var graph = PersistedWorld.Graph();
        graph.Settings["Persisted:Folder"] = _folder.FullName;
        foreach (var (key, value) in settings)
        {
            graph.Settings[key] = value;
        }

        var services = graph.Services();
        await services.GetServices<IHostedService>().OfType<TrustedStartup>().Single().StartingAsync(TestContext.Current.CancellationToken);
        return services.GetRequiredService<TrustedDocuments>();
    }
}
