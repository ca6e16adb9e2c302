using Graph.Domains.Abstractions;
using Graph.Loading;
using Graph.Tests.Caching;
using Microsoft.Extensions.Options;

namespace Graph.Tests.Loading;

/// <summary>Groups, lists, nodes and edges: what becomes of unknown and failed items.</summary>
public sealed class RequestLoaderTests
{
    private static readonly Failure Late = new(ErrorCodes.UpstreamTimeout, "late");

    private readonly ListReads _reads = new();
    private readonly RequestLoader _loader;

    public RequestLoaderTests() => _loader = new RequestLoader(_reads, new CursorCodec(Options.Create(new CursorOptions())));

    [Fact]
    public async Task Groups_UnknownAndFailedIds_DropTheOneAndFailTheOthersGroup()
    {
        _reads.Things["gone"] = LoadResult<Thing>.NotFound;
        _reads.Things["late"] = Late;

        var groups = await _loader.Groups(CacheWorld.Things, [["a", "gone", "b"], ["a", "late"], [], ["b"]]);

        Assert.Equal(["a", "b"], groups[0].Value!.Select(thing => thing.Id));
        Assert.Same(Late, groups[1].Failure);
        Assert.Empty(groups[2].Value!);
        Assert.Equal("b", Assert.Single(groups[3].Value!).Id);
        Assert.Single(_reads.Calls); // all groups together
    }

    [Fact]
    public async Task Lists_FailedAndUnknownLists_FailAloneOrAreEmpty()
    {
        _reads.Lists["l"] = ["a", "b", "c"];
        _reads.Failures["late"] = Late;
        _reads.Surplus = 1;

        var lists = await _loader.Lists(CacheWorld.Lists, ["l", "late", "unknown"], First(2));

        Assert.Equal(["a", "b"], lists[0].Value!.Select(thing => thing.Id));
        Assert.Same(Late, lists[1].Failure);
        Assert.Empty(lists[2].Value!);
        Assert.Equal(2, _reads.Calls.Count); // pages, then items
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    public async Task Lists_FirstOutsideItsRange_IsBadInput(int first)
    {
        var lists = await _loader.Lists(CacheWorld.Lists, ["l", "m"], First(first));

        Assert.All(lists, list => Assert.Equal(ErrorCodes.BadUserInput, list.Failure!.Code));
        Assert.Empty(_reads.Calls);
    }

    [Fact]
    public async Task Edges_OfAConnection_AgreeWithItsNodesAndKeepTheirCursors()
    {
        _reads.Lists["l"] = ["a", "gone", "b"];
        _reads.Things["gone"] = LoadResult<Thing>.NotFound;
        var connection = (await _loader.Connection(CacheWorld.Lists, "l", First(3))).Value!;

        var nodes = await ConnectionItems.NodesAsync(CacheWorld.Lists, [connection], _loader);
        var edges = await ConnectionItems.EdgesAsync(CacheWorld.Lists, [connection], _loader);

        Assert.Equal(nodes[0].Value!, edges[0].Value!.Select(edge => edge.Node));
        Assert.Equal([connection.CursorAt(0), connection.CursorAt(2)], edges[0].Value!.Select(edge => edge.Cursor));
    }

    [Fact]
    public async Task Edges_OfAConnectionWithAFailedItem_FailAsItsNodesDo()
    {
        _reads.Lists["l"] = ["a", "late"];
        _reads.Things["late"] = Late;
        var connection = (await _loader.Connection(CacheWorld.Lists, "l", First(3))).Value!;

        var nodes = await ConnectionItems.NodesAsync(CacheWorld.Lists, [connection], _loader);
        var edges = await ConnectionItems.EdgesAsync(CacheWorld.Lists, [connection], _loader);

        Assert.Same(Late, nodes[0].Failure);
        Assert.Same(Late, edges[0].Failure);
    }

    // An item that moves while a list is paged stands at the end of one page and the start of the next.
    [Fact]
    public async Task Edges_OfAConnectionThatHasAnItemTwice_HaveItTwice()
    {
        _reads.Lists["l"] = ["a", "b", "a"];
        var connection = (await _loader.Connection(CacheWorld.Lists, "l", First(3))).Value!;

        var nodes = await ConnectionItems.NodesAsync(CacheWorld.Lists, [connection], _loader);
        var edges = await ConnectionItems.EdgesAsync(CacheWorld.Lists, [connection], _loader);

        Assert.Equal(["a", "b", "a"], edges[0].Value!.Select(edge => edge.Node.Id));
        Assert.Equal(nodes[0].Value!, edges[0].Value!.Select(edge => edge.Node));
    }

    private static Arguments First(int first) =>
        new(new Dictionary<string, object?>(StringComparer.Ordinal) { ["first"] = first });
}
