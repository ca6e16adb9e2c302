using Graph.Caching.Freshness;
using Graph.Configuration;
using GraphQLParser;

namespace Graph.Tests.Caching.Freshness;

/// <summary>What contradicts itself is refused, with its coordinate and a word on what to change.</summary>
public sealed class FreshnessRulesTests
{
    [Theory]
    [InlineData("""ttl: "PT1M", minTtl: "PT2M" """, "minTtl of PT2M, which is longer than its ttl of PT1M")]
    [InlineData("""ttl: "PT1M", maxTtl: "PT30S" """, "ttl of PT1M, which is longer than its maxTtl of PT30S")]
    [InlineData("""ttl: "PT1M", minTtl: "PT0S", maxTtl: "PT1H" """, "minTtl of 0")]
    [InlineData("""ttl: "PT1M", strategy: PERIODIC, refreshEvery: "PT0S" """, "refreshEvery of 0")]
    [InlineData("""ttl: "PT0S", strategy: PERIODIC""", "refreshEvery of 0")]
    [InlineData("""ttl: "PT1M", strategy: PERIODIC, refreshEvery: "P41D" """, "the longest is P40D")]
    [InlineData("""ttl: "PT1M", staleIfError: "P99999D" """, "staleIfError of P99999D; the longest is P3650D")]
    [InlineData("""ttl: "PT1M", strategy: PERIODIC, scope: PRIVATE""", "PRIVATE and refreshed without a request")]
    [InlineData("""ttl: "PT1M", strategy: BACKGROUND_REFRESH, scope: PRIVATE""", "PRIVATE and refreshed without a request")]
    public void Resolve_SdlThatContradictsItself_IsAProblemWithItsCoordinate(string arguments, string expected)
    {
        var problem = Assert.Single(ProblemsOf($"type Thing @freshness({arguments}) {{ id: ID! }}", new FreshnessOverrides()));

        Assert.StartsWith("@freshness of 'Thing' ", problem, StringComparison.Ordinal);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_OverridesThatDoNotFitTheSdl_AreAllProblemsThatNameTheirSection()
    {
        var overrides = new FreshnessOverrides
        {
            ["Thing"] = new() { Ttl = TimeSpan.FromHours(2) },
            ["Thing.size"] = new() { Adaptive = true },
        };

        var problems = ProblemsOf(
            """type Thing @freshness(ttl: "PT1M", maxTtl: "PT1H") { id: ID! size: Int @freshness(ttl: "PT1M", minTtl: "PT1S") }""", overrides);

        Assert.Equal(2, problems.Count);
        Assert.Contains("as Freshness:Thing overrides it, has a ttl of PT2H", problems[0], StringComparison.Ordinal);
        Assert.Contains("as Freshness:Thing.size overrides it, is to adapt its ttl, but lacks minTtl or maxTtl", problems[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""ttl: "PT1M" """)]
    [InlineData("""ttl: "PT0S" """)]
    [InlineData("""ttl: "PT1M", minTtl: "PT1M", maxTtl: "PT1M" """)]
    [InlineData("""ttl: "PT5S", strategy: EVENT_BASED, scope: PRIVATE, maxTtl: "PT1H" """)]
    [InlineData("""ttl: "PT2H", strategy: EVENT_BASED""")]
    [InlineData("""ttl: "P1D", strategy: BACKGROUND_REFRESH""")]
    public void Resolve_SdlThatFits_HasNoProblem(string arguments) =>
        Assert.Empty(ProblemsOf($"type Thing @freshness({arguments}) {{ id: ID! }}", new FreshnessOverrides()));

    [Fact]
    public void Resolve_Unstated_TakesTheDefaultsOfTheStrategy()
    {
        var ttl = TimeSpan.FromMinutes(3);
        FreshnessPolicy Of(FreshnessStrategy strategy) => FreshnessPolicy.Resolve("T", new FreshnessDirective(ttl) { Strategy = strategy }, null);

        Assert.Equal((ttl, ttl), (Of(FreshnessStrategy.Periodic).RefreshEvery, Of(FreshnessStrategy.Periodic).StaleFor));
        Assert.Equal(ttl, Of(FreshnessStrategy.StaleWhileRevalidate).StaleFor);
        Assert.Equal(TimeSpan.FromHours(1), Of(FreshnessStrategy.EventBased).MaxTtl);
        Assert.Equal(TimeSpan.Zero, Of(FreshnessStrategy.BackgroundRefresh).StaleFor);
    }

    [Fact]
    public void Resolve_EveryOverride_StandsAboveTheSdl()
    {
        var overrides = new FreshnessOptions
        {
            Ttl = Seconds(1),
            StaleFor = Seconds(2),
            StaleIfError = Seconds(3),
            NegativeTtl = Seconds(4),
            RefreshEvery = Seconds(5),
            MinTtl = Seconds(6),
            MaxTtl = Seconds(7),
            Adaptive = false,
        };

        var policy = FreshnessPolicy.Resolve("T", new FreshnessDirective(Seconds(10)).With(AllOf(Seconds(10))), overrides);

        Assert.Equal(
            new FreshnessPolicy("T", FreshnessStrategy.TimeBased, CacheScope.Public, Seconds(1))
            {
                StaleFor = Seconds(2),
                StaleIfError = Seconds(3),
                NegativeTtl = Seconds(4),
                RefreshEvery = Seconds(5),
                MinTtl = Seconds(6),
                MaxTtl = Seconds(7),
            },
            policy);
    }

    [Fact]
    public void Build_ContradictionsAcrossSettingsAndSdl_ListsThemWithTheRest()
    {
        var refused = Assert.Throws<StartupException>(() => Program.Build(
            ["--environment=Development", "--Freshness:Cart:Ttl=02:00:00", "--Freshness:User:Adaptive=true", "--Freshness:Product:StaleFor=-00:00:01", "--Lanes:Width=0"]));
        var alone = Assert.Throws<StartupException>(() => Program.Build(
            ["--environment=Development", "--Freshness:Cart:Ttl=02:00:00", "--Freshness:User:Adaptive=true", "--Lanes:Width=0"]));

        Assert.Contains(refused.Problems, problem => problem.StartsWith("Freshness:Product:StaleFor is -00:00:01;", StringComparison.Ordinal));
        Assert.Contains(alone.Problems, problem => problem.Contains("as Freshness:Cart overrides it, has a ttl of PT2H", StringComparison.Ordinal));
        Assert.Contains(alone.Problems, problem => problem.Contains("as Freshness:User overrides it, is to adapt its ttl", StringComparison.Ordinal));
        Assert.Contains(alone.Problems, problem => problem.StartsWith("Lanes:Width", StringComparison.Ordinal));
    }

    private static FreshnessOptions AllOf(TimeSpan time) => new()
    {
        StaleFor = time,
        StaleIfError = time,
        NegativeTtl = time,
        RefreshEvery = time,
        MinTtl = time,
        MaxTtl = time,
    };

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);

    private static List<string> ProblemsOf(string sdl, FreshnessOverrides overrides)
    {
        var problems = new List<string>();
        FreshnessPolicies.Resolve(FreshnessDirectives.Read(Parser.Parse(sdl), problems), overrides, problems);
        return problems;
    }
}
