using Graph.Configuration;
using Graph.Hosting;
using Graph.Invalidation;
using Graph.Tests.ChangeDetection;
using Graph.Upstreams.Configuration;
using Microsoft.Extensions.Options;

namespace Graph.Tests.Hosting;

public sealed class WatchRuleTests
{
    [Fact]
    public void ProblemsOf_FeedOfAnEventThatNobodyHears_SaySo()
    {
        var domains = NoDomains();
        domains.Feeds.Add(new(new NamedUpstream("Tests"), "/tests", "test.changed", "id", [], IsOfAll: false));

        var problem = Assert.Single(WatchRule.ProblemsOf(domains, new UpstreamClientsOptions()));

        Assert.Equal("Domain Tests detects changes of /tests as 'test.changed', and no domain listens to that type of event.", problem);
    }

    [Fact]
    public void ProblemsOf_TwoFeedsOfOneDomain_SaySo()
    {
        var domains = NoDomains();
        domains.Events.Add("test.changed", "Tests", (_, _) => { });
        domains.Feeds.Add(new(new NamedUpstream("Tests"), "/tests", "test.changed", "id", [], IsOfAll: false));
        domains.Feeds.Add(new(new NamedUpstream("Tests"), "/others", "test.changed", "id", [], IsOfAll: false));

        var problem = Assert.Single(WatchRule.ProblemsOf(domains, new UpstreamClientsOptions()));

        Assert.Equal("Domain Tests says DetectChanges twice, of '/tests' and '/others'; it may once.", problem);
    }

    [Fact]
    public void ProblemsOf_SettingOfADomainThatCannot_SayIt()
    {
        var domains = NoDomains();
        domains.Names.Add("Tests");
        var own = new UpstreamClientOptions { ConditionalRefresh = true, DetectChanges = { Every = TimeSpan.FromSeconds(1) } };
        var upstreams = new UpstreamClientsOptions { ByName = { ["Tests"] = own } };

        Assert.Equal(
            [
                "Upstreams:Tests:DetectChanges:Every is set, and domain Tests does not say DetectChanges: leave the setting out.",
                "Upstreams:Tests:ConditionalRefresh is true, and no entity of domain Tests has FetchOne: leave the setting out.",
            ],
            WatchRule.ProblemsOf(domains, upstreams));
    }

    [Fact]
    public void ProblemsOf_DefaultsForAll_ConcernThoseThatCan()
    {
        var domains = NoDomains();
        domains.Names.Add("Tests");
        var own = new UpstreamClientOptions { ConditionalRefresh = true, DetectChanges = { Every = TimeSpan.FromSeconds(1) } };
        var upstreams = new UpstreamClientsOptions
        {
            Defaults = { ConditionalRefresh = true, DetectChanges = { Every = TimeSpan.FromSeconds(1) } },
            ByName = { ["Tests"] = own },
        };

        Assert.Empty(WatchRule.ProblemsOf(domains, upstreams));
    }

    [Theory]
    [InlineData("Upstreams:Reviews:ConditionalRefresh=true", "Upstreams:Reviews:ConditionalRefresh is true, and no entity of domain Reviews has FetchOne")]
    [InlineData("Upstreams:Carts:DetectChanges:Every=00:00:00.050", "Upstreams:Carts:DetectChanges:Every is 00:00:00.0500000; it must be at least")]
    public void Build_SettingThatCannotBe_IsListed(string setting, string told)
    {
        var refused = Assert.Throws<StartupException>(() => Build($"--{setting}"));

        Assert.StartsWith(told, Assert.Single(refused.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Products")]
    [InlineData("Users")]
    public void Build_WhatTheDomainsCan_IsTaken(string domain)
    {
        var refused = Record.Exception(() =>
            Build($"--Upstreams:{domain}:ConditionalRefresh=true", "--Upstreams:Defaults:DetectChanges:Every=00:00:05"));

        Assert.Null(refused);
    }

    private static DomainModel NoDomains() =>
        new([], Options.Create(new DomainsOptions()), upstreams: null!, new(Options.Create(new InvalidationOptions())));

    private static void Build(params string[] args)
    {
        using IDisposable app = Program.Build(["--environment=Development", .. args]);
    }
}
