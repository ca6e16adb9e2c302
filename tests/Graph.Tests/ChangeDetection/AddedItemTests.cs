using System.Text.Json;
using Graph.ChangeDetection;

namespace Graph.Tests.ChangeDetection;

/// <summary>What is new is told from what has changed.</summary>
public sealed class AddedItemTests
{
    [Theory]
    [InlineData("""{"id": "1", "createdAt": "2026-01-02T03:04:05Z", "updatedAt": "2026-01-02T03:04:05.000Z"}""", "thing.added")]
    [InlineData("""{"id": "1", "createdAt": "2026-01-02T03:04:05Z", "updatedAt": "2026-01-02T03:04:06Z"}""", "thing.changed")]
    [InlineData("""{"id": "1", "createdAt": "yesterday", "updatedAt": "2026-01-02T03:04:06Z"}""", "thing.changed")]
    [InlineData("""{"id": "1", "updatedAt": "2026-01-02T03:04:06Z"}""", "thing.changed")]
    public void EventOf_AnItem_IsAnAdditionIfItHasNotChangedSince(string json, string type) =>
        Assert.Equal(type, EventTypeOf(json, added: "thing.added"));

    [Fact]
    public void EventOf_ANewItemWhereThatMakesNoDifference_IsAChange() =>
        Assert.Equal("thing.changed", EventTypeOf("""{"id": "1", "createdAt": "2026-01-02T03:04:05Z", "updatedAt": "2026-01-02T03:04:05Z"}""", added: null));

    private static string EventTypeOf(string json, string? added)
    {
        var feed = new ChangeFeed(new NamedUpstream("Tests"), "/things", "thing.changed", "id", [], IsOfAll: false) { AddedEventType = added };
        return feed.EventOf(new ItemReader(feed).Read(JsonDocument.Parse(json).RootElement)).Type;
    }
}
