using Graph.Caching;
using Graph.Domains.Abstractions;
using Graph.Hosting.Admin;
using Graph.Invalidation;
using Graph.Tests.Caching;
using Microsoft.Extensions.Options;

namespace Graph.Tests.Hosting.Admin;

public sealed class NamedKeysTests
{
    private const string Id = "0123456789abcdef0123456789abcdef";

    private static readonly EntitySource<Thing> Baskets = new("Basket", thing => thing.Id, secretIds: true);
    private static readonly EntitySource<Thing> Owners = new("Basket", thing => thing.Id, name: "basket:owner");

    private readonly SecretIds _ids = new(Options.Create(new InvalidationOptions()));
    private readonly NamedKeys _names;

    public NamedKeysTests()
    {
        var sources = new SourceRegistry();
        sources.Add(new EntityDefinition<Thing>(Baskets, "Tests"));
        sources.Add(new EntityDefinition<Thing>(Owners, "Tests"));
        sources.Add(new EntityDefinition<Thing>(CacheWorld.Things, "Tests"));
        _names = new NamedKeys(sources, _ids);
    }

    [Fact]
    public void ToRecord_SecretIds_AreTurnedAndNothingElse()
    {
        var hidden = _ids.KeyOf(Baskets, Id);
        var request = new InvalidateRequest(
            Tags: [$"basket:{Id}", "baskets:all"], Keys: [$"basket:{Id}", hidden, "basket:owner:7", "thing:7"], Patterns: ["basket:*", "*"]);

        var (record, problem) = request.ToRecord(100, _names);

        Assert.Null(problem);
        Assert.Equal([hidden, hidden, "basket:owner:7", "thing:7"], record!.Keys.Select(key => key.Key));
        Assert.Equal([hidden, "baskets:all"], record.Tags);
        Assert.Equal(["basket:*", "*"], record.Patterns);
    }

    [Theory]
    [InlineData("basket:0123*", false)]
    [InlineData("basket:0123456789abcdef0123456789abcdef", false)]
    [InlineData("basket:*", true)]
    [InlineData("basket*", true)]
    [InlineData("basket:owner:*", true)]
    [InlineData("thing:7*", true)]
    public void ToRecord_PatternOverSecretIds_IsRefusedSinceItCanNotMatch(string pattern, bool fits)
    {
        var (record, problem) = new InvalidateRequest(null, null, [pattern]).ToRecord(100, _names);

        Assert.Equal(fits, record is not null);
        Assert.Equal(fits, problem is null);
        Assert.DoesNotContain("0123", problem ?? "", StringComparison.Ordinal);
    }
}
