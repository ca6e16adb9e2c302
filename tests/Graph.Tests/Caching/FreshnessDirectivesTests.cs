using Graph.Caching.Freshness;
using Graph.Configuration;
using GraphQLParser;

namespace Graph.Tests.Caching;

public sealed class FreshnessDirectivesTests
{
    [Fact]
    public void Read_TypesFieldsAndExtensions_GivesEachCoordinate()
    {
        var problems = new List<string>();

        var read = FreshnessDirectives.Read(
            Parser.Parse("""
                type Product @freshness(ttl: "PT1H", staleFor: "PT30M") { id: ID! best: Int @freshness(ttl: "P1D", scope: PRIVATE) }
                extend type Product { stock: Int @freshness(strategy: STALE_WHILE_REVALIDATE, ttl: "PT30S", maxTtl: "PT5M") }
                """),
            problems);

        Assert.Empty(problems);
        Assert.Equal(new FreshnessDirective(TimeSpan.FromHours(1)) { StaleFor = TimeSpan.FromMinutes(30) }, read["Product"]);
        Assert.Equal(new FreshnessDirective(TimeSpan.FromDays(1)) { Scope = CacheScope.Private }, read["Product.best"]);
        Assert.Equal(FreshnessStrategy.StaleWhileRevalidate, read["Product.stock"].Strategy);
        Assert.Equal(TimeSpan.FromMinutes(5), read["Product.stock"].MaxTtl);
    }

    [Theory]
    [InlineData("""@freshness(ttl: "1 hour")""", "ttl")]
    [InlineData("""@freshness(ttl: "PT1H", staleFor: 3)""", "staleFor")]
    [InlineData("""@freshness(ttl: "P1Y")""", "years and months")]
    [InlineData("""@freshness(strategy: PERIODIC)""", "no ttl")]
    [InlineData("""@freshness(ttl: "PT1H", strategy: SOMETIMES)""", "TIME_BASED")]
    [InlineData("""@freshness(ttl: "PT1H", scope: SECRET)""", "PRIVATE")]
    [InlineData("""@freshness(ttl: "PT1H") @freshness(ttl: "PT2H")""", "twice")]
    public void Read_WhatCannotBeRead_IsAProblemThatNamesTheCoordinate(string directive, string expected)
    {
        var problems = new List<string>();

        FreshnessDirectives.Read(Parser.Parse($"type Product {directive} {{ id: ID! }}"), problems);

        var problem = Assert.Single(problems);
        Assert.Contains("'Product'", problem, StringComparison.Ordinal);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PT30S", 30)]
    [InlineData("PT1.5S", 1.5)]
    [InlineData("P1DT1H1M1S", 90061)]
    [InlineData("P2W", 1209600)]
    public void TryParse_Durations_GivesTheirLength(string text, double seconds)
    {
        Assert.True(IsoDuration.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1M")]
    [InlineData("-PT1S")]
    [InlineData("PT1S ")]
    [InlineData("P99999999999999999999D")]
    [InlineData("PT99999999999999999999999999999999S")]
    public void TryParse_AnythingElse_IsRefused(string text) => Assert.False(IsoDuration.TryParse(text, out _));
}
