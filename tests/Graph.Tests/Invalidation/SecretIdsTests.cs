using Graph.Domains.Abstractions;
using Graph.Invalidation;
using Graph.Tests.Caching;
using Microsoft.Extensions.Options;

namespace Graph.Tests.Invalidation;

public sealed class SecretIdsTests
{
    private const string Id = "0123456789abcdef0123456789abcdef"; // as long as the HMAC that stands for it

    private static readonly EntitySource<Thing> Baskets = new("Basket", thing => thing.Id, secretIds: true);
    private static readonly EntitySource<Thing> Boxes = new("Box", thing => thing.Id, secretIds: true);

    private readonly SecretIds _ids = Of("a secret of the tests");

    [Fact]
    public void KeyOf_IdThatIsNoSecret_IsThatOfTheSource() => Assert.Equal("thing:7", _ids.KeyOf(CacheWorld.Things, "7"));

    [Fact]
    public void KeyOf_SecretId_HoldsAnHmacInItsPlace()
    {
        var key = _ids.KeyOf(Baskets, Id);

        Assert.Matches("^basket:~[0-9a-f]{32}$", key);
        Assert.DoesNotContain(Id, key, StringComparison.Ordinal);
        Assert.Equal(key, Of("a secret of the tests").KeyOf(Baskets, Id)); // any instance with the same secret
    }

    [Fact]
    public void KeyOf_OtherIdSourceOrSecret_IsAnother()
    {
        string[] keys =
        [
            _ids.KeyOf(Baskets, Id), _ids.KeyOf(Baskets, Id[1..]), _ids.KeyOf(Boxes, Id),
            Of("another secret of the tests").KeyOf(Baskets, Id), Of(null).KeyOf(Baskets, Id), Of(null).KeyOf(Baskets, Id),
        ];

        Assert.Equal(keys.Length, keys.Select(key => key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..]).Distinct().Count());
    }

    [Fact]
    public void KeyOfNamed_PlainIdOrWhatStandsForIt_GiveTheSameKey()
    {
        var key = _ids.KeyOf(Baskets, Id);

        Assert.Equal(key, _ids.KeyOfNamed(Baskets, Id));
        Assert.Equal(key, _ids.KeyOfNamed(Baskets, key["basket:".Length..]));
        Assert.NotEqual("basket:~" + Id.ToUpperInvariant(), _ids.KeyOfNamed(Baskets, "~" + Id.ToUpperInvariant())); // no HMAC of ours
    }

    [Fact]
    public void KeyOf_OfASourceWithSecretIds_ThrowsWithoutShowingTheId()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Baskets.KeyOf(Id));

        Assert.DoesNotContain(Id, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_RecordOfSecretIds_HoldsNoneOfThem()
    {
        var stale = new StaleRecord(_ids);
        var subjectless = new ChangeEvent("basket.modified", Subject: null, Version: null, new Dictionary<string, string>(StringComparer.Ordinal));

        stale.Entity(Baskets, Id, 3).Deleted(Boxes, Id).Changed(Baskets, subjectless);

        var record = stale.Build();
        Assert.Equal([new(_ids.KeyOf(Baskets, Id), 3), new(_ids.KeyOf(Boxes, Id), Deleted: true)], record.Keys);
        Assert.Equal(["basket:*"], record.Patterns);
    }

    private static SecretIds Of(string? secret) => new(Options.Create(new InvalidationOptions { IdSecret = secret }));
}
