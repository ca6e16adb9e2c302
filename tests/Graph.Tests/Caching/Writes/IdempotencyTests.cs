using Graph.Caching.Writes;
using Graph.Domains.Abstractions;
using Graph.Tests.Caching.Viewers;

namespace Graph.Tests.Caching.Writes;

/// <summary>The keys under which upstreams remember writes.</summary>
public sealed class IdempotencyTests
{
    private static readonly EntitySource<Thing> Others = new("Other", thing => thing.Id);

    [Fact]
    public void Key_OfAClient_IsTheSameAfterARestartAndElsewhere()
    {
        // As it has been from the start: an upstream remembers it for a day, whatever is deployed meanwhile.
        Assert.Equal("IfRSwLgpy6pbDN_D1P3nk9KcjgJI54W0jnLXJeXV4Hk", Of("ann", "k"));
        Assert.Equal(Of("ann", "k"), Of("ann", "k"));
    }

    [Fact]
    public void Key_OfAnotherViewerEntityOrSource_IsAnother()
    {
        string[] keys =
        [
            Of("ann", "k"), Of("bob", "k"), Of(null, "k"), Of("anonymous", "k"), Of("ann", "K"), Of("ann", "k", id: "a2"), Of("ann", "k", id: null),
            Of("ann", "k", id: ""), IdempotencyKeys.Of(Others, "a1", ViewerWorld.ViewerOf("ann"), "k"), Of("a", "nnk"), Of("annk", ""),
        ];

        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.All(keys, key => Assert.Matches("^[A-Za-z0-9_-]{43}$", key));
    }

    [Fact]
    public void Write_WithoutAKey_SendsNone_AndWithTheServersOwnAlwaysAnother()
    {
        using var world = new CacheWorld();
        world.Versions["a1"] = 1;

        _ = world.WriteAsync("a1");
        _ = world.WriteAsync("a1", write => write.Idempotent(null));
        _ = world.WriteAsync("a1", write => write.Idempotent(null));
        _ = world.WriteAsync("a1", write => write.Idempotent("k"), ViewerWorld.As("ann"));
        _ = world.WriteAsync("a1", write => write.Idempotent("k"), ViewerWorld.As("ann"));

        var keys = world.Writes.Select(call => call.Context.IdempotencyKey).ToArray();
        Assert.Null(keys[0]);
        Assert.Matches("^[A-Za-z0-9_-]{43}$", keys[1]);
        Assert.NotEqual(keys[1], keys[2]);
        Assert.Equal([Of("ann", "k"), Of("ann", "k")], keys[3..]);
    }

    private static string Of(string? viewer, string clientKey, string? id = "a1") =>
        IdempotencyKeys.Of(CacheWorld.Things, id, viewer is null ? null : ViewerWorld.ViewerOf(viewer), clientKey);
}
