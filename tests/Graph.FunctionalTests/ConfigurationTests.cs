using Graph.TestKit.Server;
using Graph.TestKit.Stub;

namespace Graph.FunctionalTests;

/// <summary>The start of the built program: what is wrong with its settings is said in full, and in words.</summary>
public sealed class ConfigurationTests
{
    [Fact]
    public async Task Start_ManyWrongSettings_ListsThemAll()
    {
        await using var graph = GraphProcess.Start(
            new Dictionary<string, string>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["Upstreams__Products__BaseAddress"] = "ftp://products",
                ["Upstreams__Defaults__Timeout__Attempt"] = "2",
                ["Upstreams__Reviews__Retry__MaxAttempts"] = "many",
                ["Upstreams__Billing__BaseAddress"] = "http://billing",
                ["EntityCache__Enabled"] = "perhaps",
                ["EntityCache__Size"] = "7",
                ["Freshness__Product__Ttl"] = "soon",
            },
            "--Limits:Depth", "0", "--Limits:Nonsense", "1", "--Nonsense:Key", "1");

        var code = await graph.WaitForExitAsync();

        Assert.Equal(1, code);
        AssertLists(
            graph.Errors, "Upstreams:Products:BaseAddress", "Upstreams:Defaults:Timeout:Attempt", "Upstreams:Reviews:Retry:MaxAttempts",
            "Upstreams:Billing", "EntityCache:Enabled", "EntityCache:Size", "Freshness:Product:Ttl", "Limits:Depth", "Limits:Nonsense", "Nonsense");
        AssertPlain(graph);
    }

    [Fact]
    public async Task Start_ContradictingSettings_SaysWhich()
    {
        await using var graph = GraphProcess.Start(
            new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Development" },
            "--Upstreams:Products:Timeout:Attempt", "00:00:09", "--Freshness:Nonsense:Ttl", "PT1S", "--Domains:Enabled", "Products,Nonsense");

        var code = await graph.WaitForExitAsync();

        Assert.Equal(1, code);
        AssertLists(graph.Errors, "Upstreams:Products:Timeout:Attempt", "Freshness:Nonsense", "Domains:Enabled names 'Nonsense'");
        AssertPlain(graph);
    }

    [Fact]
    public async Task Start_ProductionWithoutAddresses_ListsWhatIsMissing()
    {
        await using var graph = GraphProcess.Start(
            new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Production" },
            "--Upstreams:Products:BaseAddress", "http://127.0.0.1:9");

        var code = await graph.WaitForExitAsync();

        Assert.Equal(1, code);
        AssertLists(
            graph.Errors, "Upstreams:Inventory:BaseAddress", "Upstreams:Reviews:BaseAddress", "Upstreams:Users:BaseAddress",
            "Upstreams:Carts:BaseAddress", "Upstreams:Recommendations:BaseAddress", "Upstreams:Analytics:BaseAddress");
        Assert.DoesNotContain("Upstreams:Products:BaseAddress is missing", graph.Errors, StringComparison.Ordinal);
        AssertPlain(graph);
    }

    [Fact]
    public async Task Start_AddressIsTaken_SaysSo()
    {
        await using var other = await StubUpstreams.StartAsync();
        await using var graph = GraphProcess.Start(
            new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["Upstreams__BaseAddress"] = other.Address.ToString() },
            "--urls", $"http://127.0.0.1:{other.Address.Port}");

        var code = await graph.WaitForExitAsync();

        Assert.Equal(1, code);
        Assert.Contains($"{other.Address.Port}", graph.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", graph.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ASecretIsTooShort_IsNotRepeated()
    {
        await using var graph = GraphProcess.Start(
            new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Development" },
            "--Admin:Key", "s3cret", "--Cursors:Secret", "s3cret", "--Upstreams:Products:BaseAddress", "http://me:s3cret@products");

        var code = await graph.WaitForExitAsync();

        Assert.Equal(1, code);
        AssertLists(graph.Errors, "Cursors:Secret", "Upstreams:Products:BaseAddress");
        Assert.DoesNotContain("s3cret", graph.Errors + graph.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ProductionWithOneAddressForAll_ServesUnchanged()
    {
        await using var upstreams = await StubUpstreams.StartAsync();
        await using var graph = await GraphProcess.StartReadyAsync(
            new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["Upstreams__BaseAddress"] = upstreams.Address.ToString() });

        var answer = (await graph.Client.QueryAsync(PageQuery.Document)).WithoutErrors();

        Assert.Equal(upstreams.Data.ProductIdsByName.Take(50), answer.Texts("products.nodes", "id"));
        Assert.Equal(PageQuery.CallsOf(upstreams.Data), upstreams.CallCount);
        Assert.Empty(graph.Errors);
    }

    [Fact]
    public async Task Address_OfOneService_StandsAboveThatOfAll()
    {
        await using var all = await StubUpstreams.StartAsync();
        await using var ofUsers = await StubUpstreams.StartAsync();
        await using var graph = await GraphServer.StartAsync(new GraphServerOptions { WithStub = false }.With(
            ("Upstreams:BaseAddress", all.Address.ToString()), ("Upstreams:Users:BaseAddress", ofUsers.Address.ToString())));

        (await graph.Client.QueryAsync("""{ product(id: "1") { seller { name } } }""")).WithoutErrors();

        Assert.Equal(["/products?ids=1"], all.Paths);
        Assert.Equal(["/users?ids=2"], ofUsers.Paths);
    }

    private static void AssertLists(string errors, params string[] settings) =>
        Assert.All(settings, setting => Assert.Contains(errors.Split('\n'), line => line.Contains(setting, StringComparison.Ordinal)));

    private static void AssertPlain(GraphProcess graph)
    {
        Assert.DoesNotContain("   at ", graph.Errors + graph.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", graph.Errors, StringComparison.Ordinal);
    }
}
