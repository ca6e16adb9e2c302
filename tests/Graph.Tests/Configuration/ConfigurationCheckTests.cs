using Graph.Configuration;
using Graph.Hosting;

namespace Graph.Tests.Configuration;

public sealed class ConfigurationCheckTests
{
    [Fact]
    public void Build_ManyMistakes_ListsThemAllWithSettingAndRange()
    {
        var refused = Assert.Throws<StartupException>(() => Build(
            "--Lanes:Width=0", "--Lanes:Widht=3", "--Upstreams:Products:Timeout:Attempt=2", "--Hosting:DrainDelay=soon", "--Lnes:Width=1"));

        Assert.Contains("Lanes:Width is 0; it must be between 1 and 1000.", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Lanes:Widht is not a known setting", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Upstreams:Products:Timeout:Attempt must be a duration such as", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Hosting:DrainDelay must be a duration such as", refused.Message, StringComparison.Ordinal);
        Assert.Single(refused.Message.Split('\n'), line => line.Contains("Lnes is not a known section", StringComparison.Ordinal));
    }

    [Fact]
    public void Build_ProductionWithoutUpstreams_ListsEachMissingAddress()
    {
        var refused = Assert.Throws<StartupException>(() => Build("--environment=Production"));

        Assert.Contains("Upstreams:Products:BaseAddress is missing", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Upstreams:Analytics:BaseAddress is missing", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_UnknownDomain_IsToldBeforeAnythingStarts()
    {
        var refused = Assert.Throws<StartupException>(() => Build("--Domains:Enabled=Prodcts"));

        Assert.Contains("Domains:Enabled names 'Prodcts'; there are: Products, ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_MistakesOfSettingsAndOfWhatTheyName_AreToldTogether()
    {
        var refused = Assert.Throws<StartupException>(() => Build("--Limits:Depth=0", "--Freshness:Prodct:Ttl=PT1M"));

        Assert.Contains(refused.Problems, problem => problem.StartsWith("Limits:Depth is 0;", StringComparison.Ordinal));
        Assert.Contains(refused.Problems, problem => problem.StartsWith("Freshness:Prodct overrides a @freshness", StringComparison.Ordinal));
    }

    [Fact]
    public void Build_WarmUpFileThatIsMissing_IsToldBeforeAnythingStarts()
    {
        var refused = Assert.Throws<StartupException>(() => Build("--WarmUp:Operations:page:File=missing.graphql", "--Limits:Depth=0"));

        Assert.Equal(2, refused.Problems.Count);
        Assert.Contains(refused.Problems, problem => problem.StartsWith("WarmUp:Operations:page:File is 'missing.graphql', which cannot be read", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://127.0.0.1:70000")]
    [InlineData("http://127.0.0.1:0;localhost:80")]
    public void Build_NoAddressToListenAt_IsToldBeforeAnythingStarts(string urls)
    {
        var refused = Assert.Throws<StartupException>(() => Build($"--urls={urls}"));

        Assert.StartsWith("Urls has '", Assert.Single(refused.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_SettingsFileThatIsNoJson_EndsWithOne() =>
        Assert.Equal(1, await GraphApplication.RunAsync(() => throw new InvalidDataException("appsettings.json", new FormatException("no JSON"))));

    [Fact]
    public async Task RunAsync_Defect_KeepsItsStackTrace() =>
        await Assert.ThrowsAsync<NotSupportedException>(() => GraphApplication.RunAsync(() => throw new NotSupportedException()));

    [Fact]
    public void Build_SecretTooShort_IsNotRepeated()
    {
        var refused = Assert.Throws<StartupException>(() => Build("--Cursors:Secret=hunter2"));

        Assert.Contains("Cursors:Secret needs at least 16 characters", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_HostsOwnSettings_AreNotUnknown()
    {
        await using var app = Program.Build(
            ["--environment=Development", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Error", "--AllowedHosts=*", "--OTEL_SERVICE_NAME=shop"]);

        Assert.NotNull(app);
    }

    private static void Build(params string[] args)
    {
        using IDisposable app = Program.Build(["--environment=Development", .. args]);
    }
}
