namespace Graph.Tests.Architecture;

public sealed class ArrowsTests
{
    private static readonly string[] HostingTypes = ["IReadinessCondition", "DomainModel"];

    [Fact]
    public void Sources_OfTheGraph_KeepTheArrows()
    {
        var root = Path.Combine(Repository.Root, "src", "Graph");
        var files = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(root, file).Replace('\\', '/'), Code: File.ReadAllText(file)))
            .ToArray();
        // One type a file, named as the file.
        string[] hostingTypes = [.. files.Where(file => file.Path.StartsWith("Hosting/", StringComparison.Ordinal))
            .Select(file => Path.GetFileNameWithoutExtension(file.Path))
            .Where(type => type != "Log")];

        var violations = files.SelectMany(file => Arrows.Violations(file.Path, file.Code, hostingTypes));

        Assert.True(files.Length > 100, "The sources were not found.");
        Assert.Empty(violations);
    }

    [Theory]
    [InlineData("Caching/X.cs", "using Graph.Loading;", "Loading")]
    [InlineData("Caching/X.cs", "using static Graph.Execution.Rejections;", "Execution")]
    [InlineData("Caching/X.cs", "class X { Graph.Transport.HttpStatus? Y; }", "Transport")]
    [InlineData("Caching/X.cs", "class X { Transport.HttpStatus? Y; }", "Transport")]
    [InlineData("Transport/X.cs", "using Graph.Caching;", "Caching")]
    [InlineData("Telemetry/X.cs", "using Graph.Caching;", "Caching")]
    [InlineData("Configuration/X.cs", "using Graph.Telemetry;", "Telemetry")]
    [InlineData("Hosting/X.cs", "using Graph.Domains.Products;", "Domains.Products")]
    [InlineData("Upstreams/X.cs", "using Graph.Hosting; class X(DomainModel model);", "Hosting")]
    public void Violations_AgainstAnArrow_NameTheFileAndWhatItUses(string path, string code, string used)
    {
        var violations = Arrows.Violations(path, code, HostingTypes);

        Assert.Equal([$"{path} uses {used}"], violations);
    }

    [Theory]
    [InlineData("Transport/X.cs", "using Graph.Execution.Results;")]
    [InlineData("Execution/X.cs", "using Graph.Caching.Freshness; using Graph.Telemetry; using Graph.Domains.Abstractions;")]
    [InlineData("Caching/X.cs", "// see Graph.Transport.HttpStatus")]
    [InlineData("Caching/X.cs", "class X(Y options) { bool Z => options.Transport.Fine; }")]
    [InlineData("Upstreams/X.cs", "using Graph.Hosting; class X : IReadinessCondition;")]
    [InlineData("Program.cs", "using Graph.Hosting; using Graph.Domains.Products; class X(DomainModel model);")]
    public void Violations_AlongTheArrows_AreNone(string path, string code) => Assert.Empty(Arrows.Violations(path, code, HostingTypes));

    [Fact]
    public void Violations_InAFolderWithoutArrows_SaysSo()
    {
        var violations = Arrows.Violations("Helpers/X.cs", "class X;", HostingTypes);

        Assert.Equal(["Helpers/X.cs is in a folder that no arrow is known of."], violations);
    }
}
