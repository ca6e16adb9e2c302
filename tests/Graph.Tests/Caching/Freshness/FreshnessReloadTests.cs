using Graph.Caching.Freshness;
using Graph.Caching.Refresh;
using Graph.Cluster;
using Graph.TestKit.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Graph.Tests.Caching.Freshness;

/// <summary>The section <c>Freshness</c> while the graph runs: taken over as a whole or not at all, and what is held goes by it at once.</summary>
public sealed class FreshnessReloadTests : IDisposable
{
    private static readonly DeclaredFreshness Declared = new(new Dictionary<string, FreshnessDirective>
    {
        ["Thing"] = new(TimeSpan.FromSeconds(60)) { Strategy = FreshnessStrategy.BackgroundRefresh, MaxTtl = TimeSpan.FromHours(1) },
        ["Other"] = new(TimeSpan.FromSeconds(60)),
    });

    private readonly StrategyWorld _world = new(FreshnessPolicy.Resolve("Thing", Declared.ByCoordinate["Thing"], overrides: null));
    private readonly ConfigurationManager _configuration = new();
    private readonly CapturedLogs _logs = new();
    private readonly LoggerFactory _loggers;
    private readonly PeriodicRefresh _periodic;
    private readonly FreshnessReload _reload;

    public FreshnessReloadTests()
    {
        _world.Cache.ListDefinition.Policy = _world.Cache.ThingDefinition.Policy;
        _loggers = new LoggerFactory([_logs]);
        _periodic = _world.Cache.StartPeriodic(new OwnLeases());
        _reload = new FreshnessReload(_configuration, Declared, [], _world.Cache.Cache, _periodic, _loggers.CreateLogger<FreshnessReload>());
        Assert.True(_reload.StartAsync(CancellationToken.None).IsCompletedSuccessfully);
    }

    [Fact]
    public void Change_OfATtl_HoldsForWhatWasFetchedBefore()
    {
        _world.Warm("a1");
        _world.Pass(TimeSpan.FromSeconds(20));

        Change(("Freshness:Thing:Ttl", "PT20S"));

        Assert.False(_world.IsServedAtOnce());
        Assert.Equal("Freshness has changed with the settings. Thing: ttl PT1M -> PT20S", Assert.Single(_logs.Lines).Message);
        Assert.Equal(LogLevel.Information, _logs.Lines[0].Level);
    }

    [Fact]
    public void Change_ToALongerTtl_RevivesWhatHasExpired()
    {
        _world.Warm("a1");
        _world.Cache.Invalidate(key: "thing:a2");
        _world.Pass(TimeSpan.FromSeconds(70));

        Change(("Freshness:Thing:Ttl", "PT71S"));

        Assert.True(_world.IsServedAtOnce());
        _world.Pass(TimeSpan.FromSeconds(1));
        Assert.False(_world.IsServedAtOnce());
    }

    [Fact]
    public void Change_OfATypeThatIsRefreshedAhead_MovesItsTurns()
    {
        _world.Warm("a1");

        Change(("Freshness:Thing:Ttl", "PT20S"));
        _world.PassBySeconds(19);

        Assert.Equal(2, _world.Calls);
    }

    [Fact]
    public void Change_TakenBack_LeavesWhatTheSdlSays()
    {
        var before = _world.Cache.ThingDefinition.Policy;
        Change(("Freshness:Thing:Ttl", "PT20S"), ("Freshness:Thing:StaleFor", "PT5S"));
        Assert.NotEqual(before, _world.Cache.ThingDefinition.Policy);

        Change(("Freshness:Thing:Ttl", null), ("Freshness:Thing:StaleFor", null));

        Assert.Equal(before, _world.Cache.ThingDefinition.Policy);
        Assert.Contains("Thing: ttl PT20S -> PT1M, staleFor PT5S -> PT0S", _logs.Lines[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Change_WithAnythingWrong_IsRefusedWithEveryReasonAndChangesNothing()
    {
        var before = _world.Cache.ThingDefinition.Policy;

        Change(
            ("Freshness:Thing:StaleFor", "PT5S"), ("Freshness:Thing:Ttl", "PT2H"), ("Freshness:Thing:MinTtl", "soon"),
            ("Freshness:Thing:Colour", "red"), ("Freshness:Other:Adaptive", "true"));

        Assert.Same(before, _world.Cache.ThingDefinition.Policy);
        var refused = Assert.Single(_logs.Lines);
        Assert.Equal(LogLevel.Warning, refused.Level);
        Assert.Contains("has a ttl of PT2H, which is longer than its maxTtl of PT1H", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Freshness:Thing:MinTtl must be a duration", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Freshness:Thing:Colour is not a known setting", refused.Message, StringComparison.Ordinal);
        Assert.Contains("as Freshness:Other overrides it, is to adapt its ttl", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Change_RefusedAndToldTwice_IsLoggedOnceAndAgainAfterAGoodOne()
    {
        Change(("Freshness:Thing:Ttl", "PT2H"));
        Change();
        Assert.Single(_logs.Lines);

        Change(("Freshness:Thing:Ttl", "PT30S"));
        Change(("Freshness:Thing:Ttl", "PT2H"));

        Assert.Equal([LogLevel.Warning, LogLevel.Information, LogLevel.Warning], _logs.Lines.Select(line => line.Level));
    }

    [Fact]
    public void Change_OfOtherSections_IsNotWorthALine()
    {
        Change(("Lanes:Width", "7"));

        Assert.Empty(_logs.Lines);
    }

    [Fact]
    public void Change_BetweenTheStartsReadingAndItsEnd_IsTakenUp()
    {
        using var late = new FreshnessReload(_configuration, Declared, [], _world.Cache.Cache, _periodic, _loggers.CreateLogger<FreshnessReload>());
        _reload.Dispose();
        Change(("Freshness:Thing:Ttl", "PT20S"));
        Assert.Empty(_logs.Lines);

        Assert.True(late.StartAsync(CancellationToken.None).IsCompletedSuccessfully);

        Assert.Equal(TimeSpan.FromSeconds(20), _world.Cache.ThingDefinition.Policy.Ttl);
    }

    public void Dispose()
    {
        _reload.Dispose();
        _periodic.Dispose();
        _loggers.Dispose();
        _logs.Dispose();
        _configuration.Dispose();
        _world.Dispose();
    }

    private void Change(params (string Key, string? Value)[] settings)
    {
        foreach (var (key, value) in settings)
        {
            _configuration[key] = value;
        }

        ((IConfigurationRoot)_configuration).Reload();
    }
}
