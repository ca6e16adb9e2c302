using Graph.Domains.Abstractions;
using Graph.Loading;
using Graph.Tests.Caching;
using Microsoft.Extensions.Options;

namespace Graph.Tests.Loading;

/// <summary>Lists whose pages hold their items page and slice as others do, and read nothing but pages.</summary>
public sealed class HeldItemsTests
{
    private static readonly ListSource<Thing, HeldPage> Source = new("held", page => page.Things, "Thing");

    private readonly ListReads _reads = new();

    [Fact]
    public async Task Connections_WalkedByPagesOfAnySize_GiveTheWholeListWithItsItems()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var ids = _reads.Lists["l"] = [.. Enumerable.Range(0, random.Next(0, 40)).Select(i => $"i{i}")];
            var walked = new List<string>();
            string? after = null;
            bool more;
            do
            {
                _reads.Surplus = random.Next(0, 5); // cached pages may be longer than what is asked for
                var connection = (await Loader().Connection(Source, "l", Page(random.Next(1, 12), after))).Value!;
                walked.AddRange(await CheckAsync(connection, seed));
                more = connection.PageInfo.HasNextPage;
                after = connection.PageInfo.EndCursor ?? after;
            }
            while (more);

            Assert.True(ids.SequenceEqual(walked), $"walked {string.Join(' ', walked)} of {ids.Count} items (seed {seed}, round {round})");
        }

        Assert.All(_reads.Calls, call => Assert.Equal("l", Assert.Single(call).List)); // never an item by its id
    }

    [Fact]
    public async Task Connections_FirstShorterThanTheCachedPage_HoldThatMany()
    {
        _reads.Lists["l"] = ["a", "b", "c", "d", "e"];
        _reads.Surplus = 3;

        var connection = (await Loader().Connection(Source, "l", Page(2, after: null))).Value!;
        var next = (await Loader().Connection(Source, "l", Page(2, connection.PageInfo.EndCursor))).Value!; // in mid-page

        Assert.Equal(["a", "b"], (await NodesAsync(connection)).Select(thing => thing.Id));
        Assert.Equal(["c", "d"], (await NodesAsync(next)).Select(thing => thing.Id));
        Assert.Equal(5, next.TotalCount);
    }

    [Fact]
    public async Task Nodes_OfSeveralConnections_AreEachItsOwn()
    {
        (_reads.Lists["l"], _reads.Lists["m"]) = (["a", "b"], ["c"]);

        var connections = await Loader().Connections(Source, ["l", "m", "unknown"], Page(5, after: null));
        var nodes = await ConnectionItems.NodesAsync(Source, [connections[1].Value!, connections[0].Value!], Loader());

        Assert.Equal([["c"], ["a", "b"]], nodes.Select(result => result.Value!.Select(thing => thing.Id)));
        Assert.False(connections[2].IsFound || connections[2].IsFailed);
    }

    [Fact]
    public async Task Lists_FailedAndUnknownLists_FailAloneOrAreEmpty()
    {
        _reads.Lists["l"] = ["a", "b", "c"];
        _reads.Failures["late"] = new Failure(ErrorCodes.UpstreamTimeout, "late");
        _reads.Surplus = 1;

        var lists = await Loader().Lists(Source, ["l", "late", "unknown"], Page(2, after: null));

        Assert.Equal(["a", "b"], lists[0].Value!.Select(thing => thing.Id));
        Assert.Equal(ErrorCodes.UpstreamTimeout, lists[1].Failure!.Code);
        Assert.Empty(lists[2].Value!);
        Assert.Single(_reads.Calls);
    }

    [Fact]
    public async Task Connections_PageWithFewerItemsThanIds_AreADefectAndNotWrongItems()
    {
        var wrong = new ListSource<Thing, HeldPage>("held", page => [.. page.Things.Skip(1)], "Thing");
        _reads.Lists["l"] = ["a", "b"];

        var defect = await Assert.ThrowsAsync<InvalidOperationException>(async () => await Loader().Connection(wrong, "l", Page(2, after: null)));

        Assert.Equal("A page of 'held' holds 1 items for 2 ids.", defect.Message);
    }

    private async Task<IEnumerable<string>> CheckAsync(Connection<Thing, HeldPage> connection, int seed)
    {
        var nodes = await NodesAsync(connection);
        var edges = (await ConnectionItems.EdgesAsync(Source, [connection], Loader()))[0].Value!;
        Assert.True(connection.Ids.SequenceEqual(nodes.Select(node => node.Id)), $"seed {seed}");
        Assert.True(nodes.SequenceEqual(edges.Select(edge => edge.Node)), $"seed {seed}");
        Assert.True(edges.Select((edge, i) => edge.Cursor == connection.CursorAt(i)).All(same => same), $"seed {seed}");
        return nodes.Select(node => node.Id);
    }

    private async Task<IReadOnlyList<Thing>> NodesAsync(Connection<Thing, HeldPage> connection) =>
        (await ConnectionItems.NodesAsync(Source, [connection], Loader()))[0].Value!;

    private RequestLoader Loader() => new(_reads, new CursorCodec(Options.Create(new CursorOptions { Secret = "a secret of the tests" })));

    private static Arguments Page(int first, string? after) =>
        new(new Dictionary<string, object?>(StringComparer.Ordinal) { ["first"] = first, ["after"] = after });
}
