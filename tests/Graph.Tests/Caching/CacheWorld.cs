using Graph.Caching;
using Graph.Caching.Freshness;
using Graph.Caching.Refresh;
using Graph.Caching.Shared;
using Graph.Caching.Writes;
using Graph.Cluster;
using Graph.Domains.Abstractions;
using Graph.Invalidation;
using Graph.Tests.Caching.Writes;
using Graph.Upstreams.Lanes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Caching;

/// <summary>One instance's cache over an upstream that the test holds in its hands: a versioned entity and an unversioned list,
/// a fake clock, and calls that wait until the test lets them go.</summary>
internal sealed class CacheWorld : IDisposable
{
    public static readonly EntitySource<Thing> Things = new("Thing", thing => thing.Id, thing => thing.Version % Truth.Lifetime);

    public static readonly ListSource<Thing, StampedPage> Lists = new("things", Things);

    private readonly Lifetime _lifetime = new();
    private readonly EntityCacheOptions _options;
    private readonly ILoggerFactory _loggers;

    public CacheWorld(
        Action<EntityCacheOptions>? configure = null,
        LanesOptions? lanes = null,
        InvalidationOptions? invalidation = null,
        FakeTimeProvider? time = null,
        ILogger<EntityCache>? logger = null,
        ILoggerFactory? loggers = null,
        ISharedStore? store = null,
        RefreshOptions? refresh = null,
        params SourceDefinition[] more)
    {
        Time = time ?? new FakeTimeProvider();
        _loggers = loggers ?? NullLoggerFactory.Instance;
        _options = new EntityCacheOptions { Jitter = 0 };
        configure?.Invoke(_options);
        Index = new InvalidationIndex(Options.Create(invalidation ?? new InvalidationOptions()), Time);
        Pulse = new Pulse(Options.Create(invalidation ?? new InvalidationOptions()), Time);
        Log = new MemoryInvalidationLog(Index, Pulse, Options.Create(invalidation ?? new InvalidationOptions()), Time);
        WriteLog = Log;
        NextVersion = id => Versions[id] + 1;
        ThingDefinition = new EntityDefinition<Thing>(Things, "Tests");
        ThingDefinition.FetchBatch(FetchThings).Tags(thing => [$"group:{thing.Id[..1]}"]);
        ListDefinition = new ListDefinition<Thing, StampedPage>(Lists, "Tests");
        ListDefinition.FetchPage(FetchPage).Tags(list => [$"list:{list}"]);
        ThingDefinition.Policy = ListDefinition.Policy = Policy;
        Sources.Add(ThingDefinition);
        Sources.Add(ListDefinition);
        foreach (var definition in more)
        {
            Sources.Add(definition);
        }

        Refreshes = new RefreshScheduler(Options.Create(refresh ?? new RefreshOptions()), Time, _lifetime);
        Cache = new EntityCache(
            Sources, Index, Pulse, Refreshes, Ids, Options.Create(_options), Options.Create(lanes ?? new LanesOptions()), Time,
            logger ?? _loggers.CreateLogger<EntityCache>(), _lifetime,
            store is null ? null : new SharedParts(store, Ids, Options.Create(new RedisOptions())));
    }

    /// <summary>Fresh for 60 s, stale for 60 s more, for errors 60 s more; absences for 30 s.</summary>
    public static FreshnessPolicy Policy { get; } =
        new("Thing", FreshnessStrategy.StaleWhileRevalidate, CacheScope.Public, TimeSpan.FromSeconds(60))
        {
            StaleFor = TimeSpan.FromSeconds(60),
            StaleIfError = TimeSpan.FromSeconds(60),
            NegativeTtl = TimeSpan.FromSeconds(30),
        };

    public FakeTimeProvider Time { get; }

    public SourceRegistry Sources { get; } = new();

    public EntityDefinition<Thing> ThingDefinition { get; }

    public ListDefinition<Thing, StampedPage> ListDefinition { get; }

    public InvalidationIndex Index { get; }

    public Pulse Pulse { get; }

    public MemoryInvalidationLog Log { get; }

    public SecretIds Ids { get; } = new(Options.Create(new InvalidationOptions { IdSecret = "a secret of the tests" }));

    public RefreshScheduler Refreshes { get; }

    public EntityCache Cache { get; }

    /// <summary>Where writes append: the log, unless the test holds that in its hands as well.</summary>
    public IInvalidationLog WriteLog { get; set; }

    /// <summary>What the upstream holds: id to version; 0 and less is gone.</summary>
    public Dictionary<string, int> Versions { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The version that a write makes.</summary>
    public Func<string, int> NextVersion { get; set; }

    /// <summary>What the upstream's lists show.</summary>
    public Dictionary<string, int> Stamps { get; init; } = new(StringComparer.Ordinal);

    /// <summary>How many items the upstream's lists have; without end where it does not say.</summary>
    public Dictionary<string, int> Lengths { get; } = new(StringComparer.Ordinal);

    /// <summary>Every call so far, in order; the test reads and returns them.</summary>
    public List<GatedCall<string, Thing>> ThingCalls { get; } = [];

    public List<GatedCall<PageKey, StampedPage>> ListCalls { get; } = [];

    /// <summary>Every write so far, in order.</summary>
    public List<GatedWrite> Writes { get; } = [];

    /// <summary>Whether calls are answered as soon as they come.</summary>
    public bool AnswersAtOnce { get; set; }

    public LoadRequest Request { get; set; } = new(TraceId: "test", CancellationToken.None) { MaxUpstreamCalls = int.MaxValue };

    /// <summary>Keys on their way, and keys in calls or waiting for a lane, of all sources.</summary>
    public int UnderWay => Cache.Sources.Sum(source => source.InFlight + source.LaneKeys);

    public Task<LoadResult<Thing>[]> ReadAsync(params IEnumerable<string> ids) =>
        Cache.Of<Thing>(Things).ReadManyAsync([.. ids.Select(id => new ReadKey(id))], Request).AsTask();

    public Task<LoadResult<Thing>[]> ReadAsAsync(LoadRequest request, params IEnumerable<string> ids) =>
        Cache.Of<Thing>(Things).ReadManyAsync([.. ids.Select(id => new ReadKey(id))], request).AsTask();

    public IWriter WriterOf(LoadRequest request) => new WriterFactory(
        Cache, WriteLog, Ids, Options.Create(_options), _loggers.CreateLogger<WriterFactory>(), _lifetime).Create(request);

    /// <summary>Describes and sends a write of a thing.</summary>
    public Task<WriteResult<Thing>> WriteAsync(
        string id, Func<IEntityWrite<Thing>, IEntityWrite<Thing>>? describe = null, LoadRequest? request = null)
    {
        var write = WriterOf(request ?? Request).Change(Things, id);
        return (describe?.Invoke(write) ?? write).SendAsync(SendTo(id)).AsTask();
    }

    /// <summary>The call of a write: it comes to <see cref="Writes"/>.</summary>
    public Func<long?, WriteContext, ValueTask<WriteResult<Thing>>> SendTo(string id) => async (ifMatch, context) =>
    {
        var call = new GatedWrite(id, ifMatch, context, () => Make(id, ifMatch));
        Writes.Add(call);
        if (AnswersAtOnce)
        {
            call.Return();
        }

        return await call.Task;
    };

    /// <summary>Ends the process.</summary>
    public void Stop() => _lifetime.StopApplication();

    public Task<LoadResult<StampedPage>[]> ReadListAsync(string list, int first = 10, string? after = null) =>
        Cache.Of<StampedPage>(Lists).ReadManyAsync([ReadKey.Of(new PageKey(list, first, after))], Request).AsTask();

    /// <summary>Puts things into the cache at the versions that the upstream has.</summary>
    public void Warm(params IEnumerable<string> ids)
    {
        AnswersAtOnce = true;
        Assert.True(ReadAsync(ids).IsCompletedSuccessfully);
        AnswersAtOnce = false;
    }

    public void WarmList(string list, int first = 10)
    {
        AnswersAtOnce = true;
        Assert.True(ReadListAsync(list, first).IsCompletedSuccessfully);
        AnswersAtOnce = false;
    }

    /// <summary>Appends a record; in memory it is acknowledged when this returns.</summary>
    public void Invalidate(
        string? key = null, long? version = null, bool deleted = false, string? tag = null, string? glob = null, bool purge = false) =>
        Index.Apply(new InvalidationRecord(
            key is null ? [] : [new KeyInvalidation(key, version, deleted)], tag is null ? [] : [tag], glob is null ? [] : [glob])
        {
            ForgetsVersions = purge,
        });

    /// <summary>The instance's timers of PERIODIC types, started.</summary>
    public PeriodicRefresh StartPeriodic(ILeases? leases = null)
    {
        var periodic = new PeriodicRefresh(Cache, leases ?? new OwnLeases(), Time, _lifetime);
        Assert.True(periodic.StartAsync(CancellationToken.None).IsCompletedSuccessfully);
        return periodic;
    }

    public void Dispose()
    {
        Refreshes.Dispose();
        _lifetime.Dispose();
    }

    private WriteResult<Thing> Make(string id, long? ifMatch)
    {
        if (Versions.GetValueOrDefault(id) is var version && version <= 0)
        {
            return new WriteResult<Thing>.NotFound();
        }

        if (ifMatch is not null && ifMatch != version)
        {
            return new WriteResult<Thing>.Conflict(version);
        }

        Versions[id] = NextVersion(id);
        return new WriteResult<Thing>.Done(new Thing(id, Versions[id]));
    }

    private ValueTask<LoadResult<Thing>[]> FetchThings(IReadOnlyList<string> ids, FetchContext context)
    {
        var call = new GatedCall<string, Thing>(ids, context, id =>
            Versions.GetValueOrDefault(id) is > 0 and var version ? new Thing(id, version) : LoadResult<Thing>.NotFound);
        ThingCalls.Add(call);
        if (AnswersAtOnce)
        {
            call.Return();
        }

        return new ValueTask<LoadResult<Thing>[]>(call.Task);
    }

    private async ValueTask<LoadResult<StampedPage>> FetchPage(PageKey key, FetchContext context)
    {
        var call = new GatedCall<PageKey, StampedPage>([key], context, page =>
        {
            var length = Lengths.GetValueOrDefault(page.List, int.MaxValue);
            var ids = Enumerable.Range(0, Math.Min(page.First, length)).Select(i => $"{page.List}{i}");
            return new StampedPage([.. ids], page.First < length ? "more" : null, length, Stamps.GetValueOrDefault(page.List));
        });
        ListCalls.Add(call);
        if (AnswersAtOnce)
        {
            call.Return();
        }

        return (await call.Task)[0];
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => _stopping.Cancel();

        public void Dispose() => _stopping.Dispose();
    }
}
