namespace Graph.Tests.Caching.Responses;

/// <summary>What shared HTTP caches hear of that no record of the log tells them.</summary>
public sealed class OutdatedTests : IDisposable
{
    private readonly CacheWorld _world = new();
    private readonly ResponseWorld _responses;
    private readonly List<string?> _outdated = [];

    public OutdatedTests()
    {
        _responses = new ResponseWorld(_world);
        _world.Versions["a1"] = 1;
        _world.Versions["b1"] = 1;
        _world.Cache.Responses.Outdated = _outdated.Add;
    }

    public void Dispose()
    {
        _responses.Dispose();
        _world.Dispose();
    }

    [Fact]
    public void Replace_OfWhatASharedCacheHas_TellsItsKey()
    {
        Assert.True(_responses.Warm("a1", "b1").Response!.TryShare());

        using var replacement = _world.Cache.Responses.Replace("thing:a1", version: 2, fetchedAt: 1);

        Assert.Equal(["thing:a1"], _outdated);
    }

    [Fact]
    public void Replace_OfWhatNoSharedCacheHas_TellsNothing()
    {
        _responses.Warm("a1", "b1");

        using var replacement = _world.Cache.Responses.Replace("thing:a1", version: 2, fetchedAt: 1);

        Assert.Empty(_outdated);
    }

    [Fact]
    public void Replace_ByTheSameVersion_TellsNothing()
    {
        _responses.Warm("a1").Response!.TryShare();

        using var replacement = _world.Cache.Responses.Replace("thing:a1", version: 1, fetchedAt: 1);

        Assert.Empty(_outdated);
    }

    [Fact]
    public void DropAll_WithSomethingInASharedCache_TellsThatItMayBeAnything()
    {
        _responses.Warm("a1").Response!.TryShare();

        _world.Cache.Responses.DropAll("policy");

        Assert.Equal([null], _outdated);
    }

    // Records are in the log, where the purger reads them.
    [Fact]
    public void Record_TellsNothingMore()
    {
        _responses.Warm("a1").Response!.TryShare();

        _world.Invalidate("thing:a1");

        Assert.Empty(_outdated);
    }

    [Fact]
    public void TryShare_OfWhatIsDropped_Refuses()
    {
        var response = _responses.Warm("a1").Response!;
        _world.Invalidate("thing:a1");

        Assert.False(response.TryShare());
    }
}
