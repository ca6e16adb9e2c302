using Graph.Domains.Abstractions;
using Graph.Execution.Schema;

namespace Graph.Tests.Execution.Schema;

public sealed class PrivateScopeTests
{
    internal sealed record Mine(Line Line);

    internal sealed record Line(string Id);

    private const string Private = """@freshness(ttl: "PT1M", scope: PRIVATE)""";

    [Fact]
    public void Create_TypeOnlyBelowPrivate_NeedsItsOwnScope()
    {
        var refused = Assert.Throws<SchemaException>(Graph($"extend type Query {{ mine: Mine }} type Mine {Private} {{ line: Line! }} type Line {{ id: ID! }}").Model);

        Assert.Contains("Type 'Line' can be reached only below PRIVATE types", Assert.Single(refused.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_TypeOnlyBehindAPrivateField_NeedsItsOwnScope()
    {
        var refused = Assert.Throws<SchemaException>(Graph($"extend type Query {{ mine: Mine }} type Mine {{ line: Line! {Private} }} type Line {{ id: ID! }}").Model);

        Assert.Contains("'Line'", Assert.Single(refused.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("extend type Query { mine: Mine } type Mine @freshness(ttl: \"PT1M\", scope: PRIVATE) { line: Line! } type Line @freshness(ttl: \"PT1M\", scope: PRIVATE) { id: ID! }")]
    [InlineData("extend type Query { mine: Mine line: Line } type Mine @freshness(ttl: \"PT1M\", scope: PRIVATE) { line: Line! } type Line { id: ID! }")]
    [InlineData("extend type Query { mine: Mine } type Mine { line: Line! } type Line { id: ID! }")]
    public void Create_OwnScopeOrAPublicWay_IsFine(string sdl)
    {
        var graph = Graph(sdl);
        if (sdl.Contains(" line: Line }", StringComparison.Ordinal))
        {
            graph.Query<Line>("line", _ => new Line("1"));
        }

        graph.Model();
    }

    private static TestGraph Graph(string sdl) =>
        new TestGraph(sdl).Type<Mine>("Mine").Type<Line>("Line").Query<Mine>("mine", _ => LoadResult<Mine>.NotFound);
}
