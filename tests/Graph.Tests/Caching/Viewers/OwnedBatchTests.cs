using Graph.Caching.Freshness;
using Graph.Domains.Abstractions;
using Graph.Upstreams;

namespace Graph.Tests.Caching.Viewers;

/// <summary>Whose a fetch is, and what it carries.</summary>
public sealed class OwnedBatchTests
{
    [Fact]
    public void Read_TwoViewersWaitingForALane_LeaveInCallsOfTheirOwn()
    {
        using var pump = new Pump();
        using var world = new ViewerWorld(width: 1);
        _ = world.ReadAsync(ViewerWorld.As("ann"), "busy");
        _ = world.ReadAsync(ViewerWorld.As("bob"), "busy");
        _ = world.ReadAsync(ViewerWorld.As("ann"), "m1");
        _ = world.ReadAsync(ViewerWorld.As("bob"), "m1", "m2");
        _ = world.ReadAsync(ViewerWorld.As("ann"), "m2");

        world.ReturnAll(pump);

        Assert.Equal(
            ["ann: busy", "bob: busy", "ann: m1 m2", "bob: m1 m2"],
            world.Calls.Select(call => $"{ViewerWorld.TokenOf(call.Context)}: {string.Join(' ', call.Keys)}"));
    }

    [Fact]
    public void Read_OneViewersRequestsAtOnce_ShareOneCallWithTheTokenOfTheFirst()
    {
        using var pump = new Pump();
        using var world = new ViewerWorld();

        var first = world.ReadAsync(ViewerWorld.As("ann", "first"), "m1");
        var second = world.ReadAsync(ViewerWorld.As("ann", "second"), "m1");
        var call = Assert.Single(world.Calls);
        call.Return();

        Assert.Equal("first", pump.Finish(first)[0].Value!.By);
        Assert.Equal("first", pump.Finish(second)[0].Value!.By);
        Assert.Equal("ann", call.Context.Viewer!.Id);
    }

    [Fact]
    public void Read_Stale_IsRefreshedWithTheReadersToken()
    {
        using var pump = new Pump();
        using var world = new ViewerWorld();
        var first = world.ReadAsync(ViewerWorld.As("ann", "first"), "m1");
        world.ReturnAll(pump);
        pump.Finish(first);
        world.Shared.Time.Advance(TimeSpan.FromSeconds(70));

        var stale = world.ReadAsync(ViewerWorld.As("ann", "second"), "m1");
        _ = world.ReadAsync(ViewerWorld.As("bob"), "m1");

        Assert.Equal("first", pump.Finish(stale)[0].Value!.By);
        Assert.Equal(["first", "second", "bob"], world.Calls.Select(call => ViewerWorld.TokenOf(call.Context)));
    }

    [Fact]
    public void Read_AsViewerWithoutASignedInOne_IsUnauthenticatedAndCallsNobody()
    {
        using var pump = new Pump();
        using var world = new ViewerWorld();
        var warm = world.ReadAsync(ViewerWorld.As("ann"), "m1");
        world.ReturnAll(pump);
        pump.Finish(warm);

        var results = pump.Finish(world.ReadAsync(ViewerWorld.As(null), "m1", "m2"));

        Assert.All(results, result => Assert.Equal(ErrorCodes.Unauthenticated, result.Failure!.Code));
        Assert.Contains("Authorization: Bearer", results[0].Failure!.Message, StringComparison.Ordinal);
        Assert.Single(world.Calls);
    }

    [Fact]
    public void Read_PrivateButNotAsViewer_KnowsTheViewerAndCarriesNoToken()
    {
        using var world = new ViewerWorld(asViewer: false);

        _ = world.ReadAsync(ViewerWorld.As("ann"), "m1");
        _ = world.ReadAsync(ViewerWorld.As(null), "m1");
        _ = world.ReadAsync(ViewerWorld.As(null), "m1"); // all who are anonymous are one: the id is their secret

        Assert.Equal(["ann", null], world.Calls.Select(call => call.Context.Viewer?.Id));
        Assert.All(world.Calls, call => Assert.Null(ViewerWorld.TokenOf(call.Context)));
    }

    [Fact]
    public void Read_PublicType_KnowsNoViewerAndCarriesNoToken()
    {
        using var pump = new Pump();
        using var world = new CacheWorld { Request = ViewerWorld.As("ann") };

        var first = world.ReadAsync("a1");
        world.Request = ViewerWorld.As("bob");
        var joined = world.ReadAsync("a1");
        var call = Assert.Single(world.ThingCalls);
        call.Return();

        Assert.Same(pump.Finish(first)[0].Value, pump.Finish(joined)[0].Value);
        Assert.Null(call.Context.Viewer);
        Assert.Null(((IViewerCall)call.Context).Token);
    }

    [Fact]
    public void Prime_ItemsOfAPrivateList_AreFoundByTheListsViewerAlone()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        world.ThingDefinition.Policy = world.ListDefinition.Policy = CacheWorld.Policy with { Scope = CacheScope.Private };
        LandListOf(world, pump, "ann", new Thing("a1", 1));

        Assert.True(world.ReadAsync("a1").IsCompletedSuccessfully);
        foreach (var other in new[] { "bob", null })
        {
            world.Request = ViewerWorld.As(other);
            Assert.False(world.ReadAsync("a1").IsCompleted);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Prime_PublicItemsOfAPrivateList_AreSharedUnlessATokenBroughtThem(bool asViewer)
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        world.ListDefinition.Policy = CacheWorld.Policy with { Scope = CacheScope.Private };
        world.ListDefinition.FetchesAsViewer = asViewer;
        LandListOf(world, pump, "ann", new Thing("a1", 1));

        world.Request = ViewerWorld.As("bob");
        Assert.Equal(!asViewer, world.ReadAsync("a1").IsCompleted);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Viewer_WithoutAnId_IsRefused(string id) => Assert.Throws<ArgumentException>(() => ViewerWorld.ViewerOf(id));

    private static void LandListOf(CacheWorld world, Pump pump, string viewer, Thing along)
    {
        world.Request = ViewerWorld.As(viewer);
        var list = world.ReadListAsync("l");
        world.ListCalls[0].Context.Prime(CacheWorld.Things, [along]);
        world.ListCalls[0].Return();
        pump.Finish(list);
    }
}
