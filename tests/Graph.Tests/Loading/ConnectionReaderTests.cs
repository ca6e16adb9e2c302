using Graph.Domains.Abstractions;
using Graph.Loading;
using Graph.Tests.Caching;
using Microsoft.Extensions.Options;

namespace Graph.Tests.Loading;

public sealed class ConnectionReaderTests
{
    private static readonly int[] Surpluses = [0, 1, 4];

    private readonly ListReads _reads = new();
    private readonly CursorCodec _codec = new(Options.Create(new CursorOptions { Secret = "a secret of the tests" }));

    public static TheoryData<int, int> PageSizesAndSurpluses() =>
        new(from size in Enumerable.Range(1, 7) from surplus in Surpluses select (size, surplus));

    [Theory]
    [MemberData(nameof(PageSizesAndSurpluses))]
    public async Task Connections_WalkedPageByPage_GiveTheWholeListInOrder(int first, int surplus)
    {
        _reads.Surplus = surplus; // cached pages may be longer than what is asked for
        for (var length = 0; length <= 25; length++)
        {
            var items = Items(length);
            _reads.Lists["l"] = items;

            var walked = new List<string>();
            string? after = null;
            bool more;
            do
            {
                var slice = (await ReadAsync("l", first, after)).Value!;
                Assert.Equal(Math.Min(first, length - walked.Count), slice.Ids.Count);
                walked.AddRange(slice.Ids);
                more = slice.PageInfo.HasNextPage;
                Assert.Equal((walked.Count < length, after is not null), (more, slice.PageInfo.HasPreviousPage));
                after = slice.PageInfo.EndCursor;
            }
            while (more);

            Assert.Equal(items, walked);
        }
    }

    [Fact]
    public async Task Connections_AfterAnyItem_StartWithTheNext()
    {
        var items = _reads.Lists["l"] = Items(12);
        var all = (await ReadAsync("l", first: 12)).Value!;
        for (var i = 0; i < items.Count; i++)
        {
            var slice = (await ReadAsync("l", first: 5, all.CursorAt(i))).Value!;
            Assert.Equal(items.Skip(i + 1).Take(5), slice.Ids);
            Assert.Equal(12, slice.TotalCount);
        }
    }

    [Fact]
    public async Task Connections_MidPage_ReadThatPageAgainAndTheOneAfterIt()
    {
        _reads.Lists["l"] = Items(200);
        _reads.Surplus = 90;
        var cursor = (await ReadAsync("l", first: 60)).Value!.CursorAt(59); // the page itself has 150

        _reads.Surplus = 0;
        var slice = (await ReadAsync("l", first: 100, cursor)).Value!;

        Assert.Equal(Items(200).Skip(60).Take(100), slice.Ids);
        Assert.Equal([100, 60], _reads.Calls.Skip(1).Select(call => call[0].Extent));
    }

    [Fact]
    public async Task Connections_FirstZero_SayWhatThereIsWithoutItems()
    {
        _reads.Lists["l"] = Items(3);

        var slice = (await ReadAsync("l", first: 0)).Value!;

        Assert.Empty(slice.Ids);
        Assert.Equal(3, slice.TotalCount);
        Assert.True(slice.PageInfo.HasNextPage);
        Assert.Null(slice.PageInfo.EndCursor);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(100, false)]
    [InlineData(101, true)]
    [InlineData(int.MaxValue, true)]
    public async Task Connections_FirstOutsideItsRange_IsBadInputBeforeAnythingIsRead(int first, bool refused)
    {
        _reads.Lists["l"] = Items(3);

        var result = await ReadAsync("l", first);

        Assert.Equal(refused ? ErrorCodes.BadUserInput : null, result.Failure?.Code);
        Assert.Equal(refused, _reads.Calls.Count == 0);
    }

    [Theory]
    [InlineData("another")]
    [InlineData("tampered")]
    [InlineData("truncated")]
    [InlineData("garbage")]
    [InlineData("long")]
    public async Task Connections_CursorThatIsNotTheLists_IsBadInputBeforeAnythingIsRead(string kind)
    {
        _reads.Lists["l"] = Items(3);
        var good = _codec.Encode("things:l", new Cursor(null, 1));
        var bad = kind switch
        {
            "another" => _codec.Encode("things:m", new Cursor(null, 1)),
            "tampered" => (good[0] == 'A' ? 'B' : 'A') + good[1..],
            "truncated" => good[..^4],
            "garbage" => "not a cursor",
            _ => string.Concat(Enumerable.Repeat(good, 100)),
        };

        var result = await ReadAsync("l", first: 1, bad);

        Assert.Equal(ErrorCodes.BadUserInput, result.Failure!.Code);
        Assert.Empty(_reads.Calls);
    }

    [Fact]
    public async Task Connections_ManyLists_AreOneReadAndFailEachAlone()
    {
        _reads.Lists["a"] = Items(2);
        _reads.Failures["b"] = new Failure(ErrorCodes.UpstreamTimeout, "late");

        var results = await Loader().Connections(CacheWorld.Lists, ["a", "b", "c"], Arguments(1, after: null));

        Assert.True(results[0].IsFound);
        Assert.Equal(ErrorCodes.UpstreamTimeout, results[1].Failure!.Code);
        Assert.False(results[2].IsFound || results[2].IsFailed);
        Assert.Single(_reads.Calls);
    }

    private async Task<LoadResult<Connection<Thing, StampedPage>>> ReadAsync(string list, int first, string? after = null) =>
        await Loader().Connection(CacheWorld.Lists, list, Arguments(first, after));

    private RequestLoader Loader() => new(_reads, _codec);

    private static Arguments Arguments(int first, string? after) =>
        new(new Dictionary<string, object?>(StringComparer.Ordinal) { ["first"] = first, ["after"] = after });

    private static string[] Items(int count) => [.. Enumerable.Range(0, count).Select(i => $"i{i}")];
}
