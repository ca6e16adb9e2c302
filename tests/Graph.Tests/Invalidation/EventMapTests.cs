using Graph.Domains.Abstractions;
using Graph.Invalidation;
using Graph.Tests.Caching;
using Microsoft.Extensions.Options;

namespace Graph.Tests.Invalidation;

public sealed class EventMapTests
{
    private static readonly SecretIds Ids = new(Options.Create(new InvalidationOptions()));

    [Fact]
    public void RecordOf_EventThatSeveralDomainsHear_IsOneRecordOfAllTheySay()
    {
        var map = new EventMap(Ids);
        map.Add("thing.updated", "Things", (change, stale) => stale.Changed(CacheWorld.Things, change));
        map.Add("thing.updated", "Groups", (change, stale) => stale.Tag($"group:{change["group"]}"));

        var record = map.RecordOf(Event("thing.updated", "7"));

        Assert.Equal([new KeyInvalidation("thing:7", 3)], record.Keys);
        Assert.Equal(["group:a"], record.Tags);
        Assert.Empty(record.Patterns);
        Assert.False(record.ForgetsVersions);
    }

    [Fact]
    public void RecordOf_EventWithoutSubject_TakesTheWholeSource()
    {
        var map = new EventMap(Ids);
        map.Add("thing.deleted", "Things", (change, stale) => stale.Deleted(CacheWorld.Things, change));

        Assert.Equal(["thing:*"], map.RecordOf(Event("thing.deleted", subject: null)).Patterns);
        Assert.Equal([new KeyInvalidation("thing:7", 3, Deleted: true)], map.RecordOf(Event("thing.deleted", "7")).Keys);
    }

    [Fact]
    public void RecordOf_EventThatNobodyHears_IsEmpty() => Assert.True(new EventMap(Ids).RecordOf(Event("unheard.of", "7")).IsEmpty);

    [Theory]
    [InlineData("thing.updated", "/things", "Things")]
    [InlineData("thing.updated", "/groups", "Things,Groups")]
    [InlineData("thing.updated", "/unheard-of", "Things")]
    [InlineData("both.updated", "/things", "Things,Groups")]
    [InlineData("upstream.heartbeat", "/things", "Things")]
    [InlineData("upstream.heartbeat", "/GROUPS", "Groups")]
    [InlineData("upstream.heartbeat", "groups", "Groups")]
    [InlineData("upstream.heartbeat", "https://shop.example/v1/groups/?a=/things#b/things", "Groups")]
    [InlineData("upstream.heartbeat", "/groups/7", "")]
    [InlineData("upstream.heartbeat", "/", "")]
    [InlineData("unheard.of", "/unheard-of", "")]
    public void DomainsOf_AnEvent_AreThoseThatHearItAndThatOfItsSource(string type, string source, string domains)
    {
        var map = new EventMap(Ids);
        map.AddDomain("Things");
        map.AddDomain("Groups");
        map.Add("thing.updated", "Things", (_, _) => { });
        map.Add("both.updated", "Things", (_, _) => { });
        map.Add("both.updated", "Groups", (_, _) => { });
        map.Add("both.updated", "Things", (_, _) => { });

        Assert.Equal(domains, string.Join(',', map.DomainsOf(type, source)));
    }

    private static ChangeEvent Event(string type, string? subject) =>
        new(type, subject, Version: 3, new Dictionary<string, string>(StringComparer.Ordinal) { ["group"] = "a" });
}
