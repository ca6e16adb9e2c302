using Graph.Invalidation;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Invalidation;

/// <summary>R16: what breaks the fence of a write, before and after its own record is applied.</summary>
public sealed class FenceWatchTests
{
    private readonly InvalidationIndex _index = new(Options.Create(new InvalidationOptions()), new FakeTimeProvider());

    public FenceWatchTests() => _index.EndBefore(At(5));

    public static TheoryData<string, bool> Records => new()
    {
        { "key", true },
        { "tag", true },
        { "key as a tag", true },
        { "glob on the key", true },
        { "glob on the tag", true },
        { "higher version", true },
        { "deletion", true },
        { "purge", true },
        { "same version", false },
        { "older version", false },
        { "another key", false },
        { "another tag", false },
        { "another glob", false },
    };

    [Theory]
    [MemberData(nameof(Records))]
    public void Watch_RecordBeforeTheOwnOne_BreaksIt(string what, bool breaks)
    {
        var watch = _index.Watch(Fence());

        _index.Apply(RecordOf(what), At(6));
        _index.Apply(Own, At(7), watch);

        Assert.Equal(!breaks, watch.IsHeld);
    }

    // The own record runs ahead of the reader: the earlier one is read later, and its slot says nothing new then.
    [Theory]
    [MemberData(nameof(Records))]
    public void Watch_EarlierRecordAfterTheOwnOne_BreaksIt(string what, bool breaks)
    {
        var watch = _index.Watch(Fence());

        _index.Apply(Own, At(7), watch);
        _index.Apply(RecordOf(what), At(6));

        Assert.Equal(!breaks, watch.IsHeld);
    }

    // The write was under way, and its record not yet.
    [Theory]
    [MemberData(nameof(Records))]
    public void Watch_RecordSinceTheMarker_IsNotHeldFromTheBeginning(string what, bool breaks)
    {
        var fence = Fence();
        _index.Apply(RecordOf(what), At(6));

        Assert.Equal(!breaks, _index.Watch(fence).IsHeld);
    }

    [Fact]
    public void Watch_OwnRecordAlone_IsHeld()
    {
        var watch = _index.Watch(Fence());

        _index.Apply(Own, At(6), watch);

        Assert.True(watch.IsHeld);
    }

    [Fact]
    public void Watch_AnotherWritesOwnRecord_BreaksIt()
    {
        var (one, other) = (_index.Watch(Fence()), _index.Watch(Fence()));

        _index.Apply(new InvalidationRecord([new KeyInvalidation("k", 3)], ["t"], []), At(6), other);

        Assert.False(one.IsHeld);
        Assert.True(other.IsHeld);
    }

    [Theory]
    [InlineData(1, 6)] // a gap
    [InlineData(2, 0)] // another epoch
    public void Watch_RecordsThatAreNotToBeHad_BreakIt(long epoch, long id)
    {
        var fence = Fence();
        var watch = _index.Watch(fence);

        _index.EndBefore(new Position(epoch, id));

        Assert.False(watch.IsHeld);
        Assert.False(_index.Watch(fence).IsHeld);
    }

    [Fact]
    public void Unwatch_ItsWriteIsOver_IsNotTouchedAnyMore()
    {
        var watch = _index.Watch(Fence());

        _index.Unwatch(watch);
        _index.Apply(RecordOf("key"), At(6));

        Assert.True(watch.IsHeld);
    }

    // It also names what the value carries: its own write's record says nothing against it.
    private static InvalidationRecord Own => new([new KeyInvalidation("k", 2)], ["list", "t"], []);

    private Fence Fence() => new("k", ["t"], _index.Now, Version: 2);

    private static Position At(long id) => new(1, id);

    private static InvalidationRecord RecordOf(string what) => what switch
    {
        "key" => Of("k"),
        "tag" => new([], ["t"], []),
        "key as a tag" => new([], ["k"], []),
        "glob on the key" => new([], [], ["k*"]),
        "glob on the tag" => new([], [], ["t*"]),
        "higher version" => Of("k", 3),
        "deletion" => new([new KeyInvalidation("k", 1, Deleted: true)], [], []),
        "purge" => Of("k", 1) with { ForgetsVersions = true },
        "same version" => Of("k", 2),
        "older version" => Of("k", 1),
        "another key" => Of("x"),
        "another tag" => new([], ["x"], []),
        "another glob" => new([], [], ["x*"]),
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };

    private static InvalidationRecord Of(string key, long? version = null) => new([new KeyInvalidation(key, version)], [], []);
}
