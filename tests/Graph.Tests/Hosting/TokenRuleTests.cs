using Graph.Caching;
using Graph.Caching.Freshness;
using Graph.Configuration;
using Graph.Hosting;
using Graph.Tests.Caching;

namespace Graph.Tests.Hosting;

public sealed class TokenRuleTests
{
    [Theory]
    [InlineData(true, false, "leave AsViewer() out.")]
    [InlineData(false, true, "turn ForwardToken off.")]
    public void ProblemsOf_PublicSourceFetchedWithATokenAlong_SayWhatToDo(bool asViewer, bool forwardToken, string remedy)
    {
        var definition = DefinitionOf(CacheScope.Public, asViewer);

        var problem = Assert.Single(TokenRule.ProblemsOf(definition, forwardToken));

        Assert.Contains("source 'thing' takes its freshness from 'Thing', whose scope is PUBLIC", problem, StringComparison.Ordinal);
        Assert.EndsWith(remedy, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(false, false, false)]
    public void ProblemsOf_PrivateSourceOrNoToken_AreNone(bool isPrivate, bool asViewer, bool forwardToken) => Assert.Empty(
        TokenRule.ProblemsOf(DefinitionOf(isPrivate ? CacheScope.Private : CacheScope.Public, asViewer), forwardToken));

    [Fact]
    public void Build_ForwardTokenToAnUpstreamOfPublicTypes_ListsEachSource()
    {
        var refused = Assert.Throws<StartupException>(() => Build("--Upstreams:Products:ForwardToken=true"));

        var told = refused.Problems.Where(problem => problem.StartsWith("Upstreams:Products:ForwardToken sends", StringComparison.Ordinal)).ToArray();
        Assert.Contains(told, problem => problem.Contains("source 'product' ", StringComparison.Ordinal));
        Assert.Contains(told, problem => problem.Contains("source 'products' ", StringComparison.Ordinal));
    }

    private static EntityDefinition<Thing> DefinitionOf(CacheScope scope, bool asViewer) => new(CacheWorld.Things, "Tests")
    {
        Policy = CacheWorld.Policy with { Scope = scope },
        FetchesAsViewer = asViewer,
    };

    private static void Build(params string[] args)
    {
        using IDisposable app = Program.Build(["--environment=Development", .. args]);
    }
}
