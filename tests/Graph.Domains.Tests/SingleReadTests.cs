using Graph.Domains.Abstractions;
using Graph.Domains.Products;
using Graph.Domains.Tests.Seam;
using Graph.Domains.Users;

namespace Graph.Domains.Tests;

/// <summary>The reads of one entity by itself, which ask for it only if it has changed.</summary>
public sealed class SingleReadTests
{
    private readonly FakeGraph _graph = FakeGraph.WithAllDomains();

    [Fact]
    public void SingleReads_AreOfTheTypesWhoseContractHasAnETag() => Assert.Equal(
        ["product", "user"],
        _graph.Sources.Values.Where(HasSingleRead).Select(source => source.Source.Name).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Product_ByItself_IsTheSameAsInABatch()
    {
        _graph.Upstream("Products").Answer("/products/1", Json.Product("1"));
        _graph.Upstream("Products").Answer("/products?ids=1", $"[{Json.Product("1")}]");

        var single = await _graph.Entity(ProductSources.Entity).Single!("1", _graph.Fetch);
        var batch = await _graph.Entity(ProductSources.Entity).Batch!(["1"], _graph.Fetch);

        Assert.Equal(batch[0].Value, single.Value);
        Assert.Equal("/products/{id}", _graph.Upstream("Products").Routes[0]);
    }

    [Fact]
    public async Task User_ByItself_IsThePublicProfile()
    {
        _graph.Upstream("Users").Answer("/users/5", Json.User("5"));

        var user = await _graph.Entity(UserSources.Entity).Single!("5", _graph.Fetch);

        Assert.Equal(("5", 7), (user.Value!.Id, user.Value.Version));
        Assert.Equal(["/users/{id}"], _graph.Upstream("Users").Routes);
    }

    [Fact]
    public async Task ByItself_AnotherThanAskedFor_IsAnInvalidResponse()
    {
        _graph.Upstream("Products").Answer("/products/1", Json.Product("2"));
        _graph.Upstream("Users").Answer("/users/5", Json.User("6"));

        var product = await _graph.Entity(ProductSources.Entity).Single!("1", _graph.Fetch);
        var user = await _graph.Entity(UserSources.Entity).Single!("5", _graph.Fetch);

        Assert.Equal(ErrorCodes.UpstreamInvalidResponse, product.Failure!.Code);
        Assert.Equal(ErrorCodes.UpstreamInvalidResponse, user.Failure!.Code);
    }

    [Fact]
    public void Unchanged_TurnedIntoAnother_StaysWhatItIs()
    {
        var other = LoadResult<string>.Unchanged.Select(text => text.Length);

        Assert.True(other.IsUnchanged);
        Assert.False(other.IsFound || other.IsFailed);
        Assert.NotEqual(LoadResult<int>.NotFound, other);
    }

    private static bool HasSingleRead(RecordedSource source) =>
        source.GetType().GetProperty(nameof(RecordedEntity<Product>.Single))?.GetValue(source) is not null;
}
