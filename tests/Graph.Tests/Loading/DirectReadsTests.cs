using Graph.Caching;
using Graph.Caching.Freshness;
using Graph.Domains.Abstractions;
using Graph.Loading;
using Graph.Tests.Caching;
using Graph.Tests.Caching.Viewers;
using Microsoft.Extensions.Options;

namespace Graph.Tests.Loading;

/// <summary><c>EntityCache:Enabled=false</c>: batched and read once within a request, and nothing shared with another.</summary>
public sealed class DirectReadsTests : IDisposable
{
    private readonly CacheWorld _world = new() { AnswersAtOnce = true };
    private readonly LoaderFactory _factory;

    public DirectReadsTests() => _factory = new LoaderFactory(
        _world.Cache,
        _world.Sources,
        new CursorCodec(Options.Create(new CursorOptions())),
        Options.Create(new EntityCacheOptions { Enabled = false }),
        TimeProvider.System);

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Many_BySeveralRequests_SharesNothing()
    {
        _world.Versions["a1"] = 1;
        var first = Loader();
        await first.Many(CacheWorld.Things, ["a1"]);
        await first.Many(CacheWorld.Things, ["a1"]);
        _world.Versions["a1"] = 2;

        var other = await Loader().Many(CacheWorld.Things, ["a1"]);

        Assert.Equal(2, other[0].Value!.Version);
        Assert.Equal(2, _world.ThingCalls.Count);
        Assert.Equal(0, _world.Cache.Memory.Count);
    }

    [Fact]
    public async Task Many_MoreThanABatchTakes_SplitsIt()
    {
        var ids = Enumerable.Range(0, 250).Select(i => $"a{i}").ToArray();
        Array.ForEach(ids, id => _world.Versions[id] = 1);

        var results = await Loader().Many(CacheWorld.Things, ids);

        Assert.Equal(ids, results.Select(result => result.Value!.Id));
        Assert.Equal([100, 100, 50], _world.ThingCalls.Select(call => call.Keys.Count));
    }

    [Fact]
    public async Task Pages_OfSeveralSizes_AreACallForEachSizeAndKeepTheirOrder()
    {
        List<(int First, string Lists)> calls = [];
        _world.ListDefinition.FetchFirstPages((lists, first, _) =>
        {
            calls.Add((first, string.Join(' ', lists)));
            return ValueTask.FromResult<LoadResult<StampedPage>[]>([.. lists.Select(list => PageOf($"{list}:{first}"))]);
        });

        var pages = await Loader().Pages(
            CacheWorld.Lists, [new PageKey("a", 10), new PageKey("b", 20), new PageKey("c", 10), new PageKey("d", 20)]);

        Assert.Equal(["a:10", "b:20", "c:10", "d:20"], pages.Select(page => page.Value!.Ids[0]));
        Assert.Equal([(10, "a c"), (20, "b d")], calls);
    }

    [Fact]
    public async Task Pages_ThatAreCallsOfTheirOwn_AreCalledOneByOne()
    {
        var pages = await Loader().Pages(CacheWorld.Lists, [new PageKey("a", 10), new PageKey("b", 10)]);

        Assert.Equal(["a0", "b0"], pages.Select(page => page.Value!.Ids[0]));
        Assert.Equal(["a", "b"], _world.ListCalls.Select(call => Assert.Single(call.Keys).List));
    }

    [Theory]
    [InlineData(3, "3")]
    [InlineData(150, "100 50")]
    public async Task Many_WithAnObserver_TellsItOfEachCall(int ids, string batches)
    {
        _world.Versions["a0"] = 1;
        var observer = new Heard();

        await _factory.Create(new LoadRequest("test", CancellationToken.None) { Observer = observer })
            .Many(CacheWorld.Things, [.. Enumerable.Range(0, ids).Select(i => $"a{i}")]);

        Assert.Equal(batches, string.Join(' ', observer.Calls.Select(call => call.Keys.Count)));
        Assert.Equal(batches, string.Join(' ', observer.Calls.Select(call => call.BatchSize)));
        Assert.Equal("a0", observer.Calls[0].Keys[0].Id);
        Assert.All(observer.Calls, call => Assert.Equal((ObservedCallKind.Fetch, 0), (call.Kind, call.Failed)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Many_FetchWithMoreOrFewerResultsThanKeys_IsADefect(int results)
    {
        _world.ThingDefinition.FetchBatch((_, _) => ValueTask.FromResult(new LoadResult<Thing>[results]));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Loader().Many(CacheWorld.Things, ["a1", "a2"]).AsTask());
    }

    [Fact]
    public async Task Pages_ThatBringItemsAlong_PrimeThemWithinTheRequest()
    {
        _world.ListDefinition.FetchPage((key, context) =>
        {
            context.Prime(CacheWorld.Things, [new Thing("a1", 7)]);
            return ValueTask.FromResult<LoadResult<StampedPage>>(new StampedPage(["a1"], null, 1, Stamp: 0));
        });
        var loader = Loader();
        await loader.Pages(CacheWorld.Lists, [new PageKey("l", 10)]);

        var items = await loader.Many(CacheWorld.Things, ["a1"]);
        var others = await Loader().Many(CacheWorld.Things, ["a1"]);

        Assert.Equal(7, items[0].Value!.Version);
        Assert.False(others[0].IsFound);
        Assert.Single(_world.ThingCalls);
    }

    [Fact]
    public async Task Many_BeyondTheRequestsUpstreamCalls_Fails()
    {
        var loader = _factory.Create(new LoadRequest("small", CancellationToken.None) { MaxUpstreamCalls = 2 });

        var results = await loader.Many(CacheWorld.Things, [.. Enumerable.Range(0, 250).Select(i => $"a{i}")]);

        Assert.All(results, result => Assert.Equal(ErrorCodes.LimitExceeded, result.Failure!.Code));
        Assert.Empty(_world.ThingCalls);
    }

    [Fact]
    public async Task Many_AfterTheLastUpstreamCall_Fails()
    {
        var loader = _factory.Create(new LoadRequest("small", CancellationToken.None) { MaxUpstreamCalls = 1 });

        var last = await loader.Many(CacheWorld.Things, ["a1", "a2"]);
        var beyond = await loader.Many(CacheWorld.Things, ["a3", "a4"]);

        Assert.DoesNotContain(last, result => result.IsFailed);
        Assert.Equal([ErrorCodes.LimitExceeded, ErrorCodes.LimitExceeded], beyond.Select(result => result.Failure?.Code));
        Assert.Single(_world.ThingCalls);
    }

    [Theory]
    [InlineData(true, true, "ann")]
    [InlineData(true, false, null)]
    [InlineData(false, false, null)]
    public async Task Many_ByASignedInViewer_CarriesTheTokenOnlyWhereItIsFetchedAsTheViewer(bool isPrivate, bool asViewer, string? token)
    {
        Arrange(isPrivate, asViewer);

        await _factory.Create(ViewerWorld.As("ann")).Many(CacheWorld.Things, ["a1"]);

        var context = Assert.Single(_world.ThingCalls).Context;
        Assert.Equal(token, ViewerWorld.TokenOf(context));
        Assert.Equal(isPrivate ? "ann" : null, context.Viewer?.Id);
    }

    [Fact]
    public async Task Many_AsViewerWithoutASignedInOne_IsUnauthenticatedAndCallsNobody()
    {
        Arrange(isPrivate: true, asViewer: true);

        var results = await Loader().Many(CacheWorld.Things, ["a1", "a2"]);

        Assert.All(results, result => Assert.Equal(ErrorCodes.Unauthenticated, result.Failure!.Code));
        Assert.Empty(_world.ThingCalls);
    }

    private void Arrange(bool isPrivate, bool asViewer)
    {
        _world.ThingDefinition.Policy = CacheWorld.Policy with { Scope = isPrivate ? CacheScope.Private : CacheScope.Public };
        _world.ThingDefinition.FetchesAsViewer = asViewer;
    }

    private ILoader Loader() => _factory.Create(new LoadRequest("test", CancellationToken.None));

    private static LoadResult<StampedPage> PageOf(string id) => new StampedPage([id], null, 1, Stamp: 0);

    private sealed class Heard : ICallObserver
    {
        public List<ObservedCall> Calls { get; } = [];

        public void Before(CachedSource source, IReadOnlyList<ReadKey> keys)
        {
            // of no interest here
        }

        public void After(ReadBatch batch)
        {
            // nor this
        }

        public void Called(ObservedCall call) => Calls.Add(call);
    }
}
