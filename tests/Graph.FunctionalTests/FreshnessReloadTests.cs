using Graph.TestKit;
using Graph.TestKit.Server;
using Graph.TestKit.Stub;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Graph.FunctionalTests;

/// <summary>A settings file that changes while the graph runs.</summary>
public sealed class FreshnessReloadTests : IDisposable
{
    private const string UserQuery = """{ user(id: "1") { name } }""";
    private const string None = "{}";

    private readonly FakeTimeProvider _time = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("graph-");

    private string SettingsFile => Path.Combine(_folder.FullName, "appsettings.json");

    [Fact]
    public async Task File_ThatShortensATtl_HoldsForWhatIsInMemory()
    {
        await using var graph = await StartWarmAsync();
        _time.Advance(TimeSpan.FromSeconds(20));
        await graph.Client.QueryAsync(UserQuery);
        var before = graph.Upstreams.Users.CallCount;

        await WriteAsync("""{ "Freshness": { "User": { "Ttl": "PT20S" } } }""");
        await LoggedAsync(graph, LogLevel.Information, "User: ttl PT5M -> PT20S");
        (await graph.Client.QueryAsync(UserQuery)).WithoutErrors();

        Assert.Equal((1, 2), (before, graph.Upstreams.Users.CallCount));
    }

    [Fact]
    public async Task File_WithMistakes_IsRefusedWithEachAndWhatHeldBeforeHoldsOn()
    {
        await using var graph = await StartWarmAsync();

        await WriteAsync(
            """{ "Freshness": { "User": { "Ttl": "0.00:00:01", "StaleFor": "soon" }, "Usr": { "Ttl": "PT1S" }, "Cart": { "Ttl": "PT2H" } } }""");
        await LoggedAsync(
            graph, LogLevel.Warning, "Freshness:User:StaleFor must be a duration", "Freshness:Usr overrides a @freshness that the schema does not have",
            "as Freshness:Cart overrides it, has a ttl of PT2H");
        _time.Advance(TimeSpan.FromMinutes(4));
        (await graph.Client.QueryAsync(UserQuery)).WithoutErrors();
        var during = graph.Upstreams.Users.CallCount;

        await WriteAsync("""{ "Freshness": { "User": { "Ttl": "0.00:00:01" } } }""");
        await LoggedAsync(graph, LogLevel.Information, "User: ttl PT5M -> PT1S");
        await graph.Client.QueryAsync(UserQuery);

        Assert.Equal((1, 2), (during, graph.Upstreams.Users.CallCount));
    }

    [Fact]
    public async Task File_ThatIsNoJson_IsToldAndWhatHeldBeforeHoldsOn()
    {
        await using var graph = await StartWarmAsync();
        await WriteAsync("""{ "Freshness": { "User": { "Ttl": "PT20S" } } }""");
        await LoggedAsync(graph, LogLevel.Information, "User: ttl PT5M -> PT20S");

        await WriteAsync("""{ "Freshness": { "User": """);
        await LoggedAsync(graph, LogLevel.Warning, "appsettings.json");
        _time.Advance(TimeSpan.FromSeconds(20));
        (await graph.Client.QueryAsync(UserQuery)).WithoutErrors();
        Assert.Equal(2, graph.Upstreams.Users.CallCount);

        await WriteAsync(None);
        await LoggedAsync(graph, LogLevel.Information, "User: ttl PT20S -> PT5M");
    }

    [Fact]
    public async Task File_InTheFolderThatTheProgramIsStartedFrom_IsWatched()
    {
        await File.WriteAllTextAsync(SettingsFile, """{ "Freshness": { "User": { "Ttl": "PT1H" } } }""", TestContext.Current.CancellationToken);
        await using var upstreams = await StubUpstreams.StartAsync();
        await using var graph = await GraphProcess.StartReadyAsync(
            new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["Upstreams__BaseAddress"] = upstreams.Address.ToString() },
            "--contentRoot", _folder.FullName);
        (await graph.Client.QueryAsync(UserQuery)).WithoutErrors();
        (await graph.Client.QueryAsync(UserQuery)).WithoutErrors();
        var before = upstreams.CallCount;

        await WriteAsync("""{ "Freshness": { "User": { "Ttl": "PT0S", "StaleIfError": "PT0S" } } }""");
        await Patience.UntilAsync(
            () => Task.FromResult(graph.Output.Contains("User: ttl PT1H", StringComparison.Ordinal)), () => $"Nothing was told:\n{graph.Output}");
        (await graph.Client.QueryAsync(UserQuery)).WithoutErrors();
        (await graph.Client.QueryAsync(UserQuery)).WithoutErrors();

        Assert.Equal((1, 3), (before, upstreams.CallCount));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<GraphServer> StartWarmAsync()
    {
        await File.WriteAllTextAsync(SettingsFile, None, TestContext.Current.CancellationToken);
        var graph = await GraphServer.StartAsync(new GraphServerOptions
        {
            Time = _time,
            Configure = builder => builder.Configuration.AddJsonFile(SettingsFile, optional: false, reloadOnChange: true),
        }.With(("EntityCache:Jitter", "0")));
        (await graph.Client.QueryAsync(UserQuery)).WithoutErrors();
        return graph;
    }

    // As careful editors do: no reader ever sees half of a file.
    private async Task WriteAsync(string settings)
    {
        var written = Path.Combine(_folder.FullName, "written");
        await File.WriteAllTextAsync(written, settings, TestContext.Current.CancellationToken);
        File.Move(written, SettingsFile, overwrite: true);
    }

    private static Task LoggedAsync(GraphServer graph, LogLevel level, params string[] parts) => Patience.UntilAsync(
        () => Task.FromResult(graph.Logs.Lines.Any(
            line => line.Level == level && parts.All(part => line.Message.Contains(part, StringComparison.Ordinal)))),
        () => $"Not told: {string.Join(", ", parts)}{Environment.NewLine}{string.Join(Environment.NewLine, graph.Logs.Lines)}");
}
