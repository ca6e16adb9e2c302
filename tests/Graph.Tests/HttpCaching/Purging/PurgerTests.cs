using Graph.Caching.ResponseCache;
using Graph.HttpCaching;
using Graph.HttpCaching.Purging;
using Graph.Invalidation;
using Graph.TestKit.Server;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.HttpCaching.Purging;

/// <summary>What shared caches are told of the log, and what becomes of it while they are away.</summary>
public sealed class PurgerTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly HttpCachingOptions _options = new();
    private readonly HeldCaches _caches = new();
    private readonly CapturedLogs _logs = new();
    private readonly InvalidationIndex _index;
    private readonly MemoryInvalidationLog _log;
    private readonly ResponseIndex _responses;
    private Purger? _purger;

    public PurgerTests()
    {
        var invalidation = Options.Create(new InvalidationOptions());
        _index = new InvalidationIndex(invalidation, _time);
        _log = new MemoryInvalidationLog(_index, new Pulse(invalidation, _time), invalidation, _time);
        _responses = new ResponseIndex(_index);
    }

    public async ValueTask DisposeAsync()
    {
        if (_purger is not null)
        {
            await _purger.StopAsync(CancellationToken.None);
            _purger.Dispose();
        }

        _caches.Dispose();
        _logs.Dispose();
    }

    [Fact]
    public async Task Start_TellsThatEverythingMayHaveChanged()
    {
        await StartAsync("one");

        await _caches.UntilToldAsync("one", "graph");
    }

    [Fact]
    public async Task Record_IsToldByItsNamesAndTheirTypes()
    {
        await StartAsync("one", "two");

        await AppendAsync(["product:1", "product:2"], tags: ["category:bags"]);

        const string names = "product:1 type:product product:2 category:bags type:category";
        await _caches.UntilToldAsync("one", "graph", names);
        await _caches.UntilToldAsync("two", "graph", names);
    }

    [Fact]
    public async Task Record_WithAPattern_IsToldAsEverything()
    {
        await StartAsync("one");

        await AppendAsync(["product:1"], patterns: ["inventory:*"]);

        await _caches.UntilToldAsync("one", "graph", "graph");
    }

    [Fact]
    public async Task Gap_IsToldAsEverything()
    {
        var log = new GapLog();
        await StartAsync(log, "one");
        await _caches.UntilToldAsync("one", "graph");

        log.Gap();

        await _caches.UntilToldAsync("one", "graph", "graph");
    }

    [Fact]
    public async Task Record_OfNothing_IsNotTold()
    {
        await StartAsync("one");

        await AppendAsync([]);
        await AppendAsync(["product:1"]);

        await _caches.UntilToldAsync("one", "graph", "product:1 type:product");
    }

    [Fact]
    public async Task Record_IsToldOnceMoreForWhatWasOnItsWay()
    {
        await StartAsync("one");
        await AppendAsync(["product:1"]);
        await _caches.UntilToldAsync("one", "graph", "product:1 type:product");

        _time.Advance(_options.Purge.Again * 1.2);

        await _caches.UntilToldAsync("one", "graph", "product:1 type:product", "graph");
    }

    [Fact]
    public async Task Cache_ThatIsAway_IsToldAllWhenItIsBackAndHoldsUpNobody()
    {
        _caches.Fail("one");
        await StartAsync("one", "two");
        await _caches.UntilTriedAsync("one", 1);
        await AppendAsync(["product:1"]);
        await _caches.UntilToldAsync("two", "graph", "product:1 type:product");

        _caches.Heal("one");
        await _caches.UntilAsync(() => Advance(1) && _caches.Told("one").Count > 0);

        Assert.Equal(["graph"], _caches.Told("one")); // in which product:1 is
        Assert.Single(_logs.Lines, line => line.Message.Contains("http://one/", StringComparison.Ordinal) && line.Level == LogLevel.Warning);
        Assert.Single(_logs.Lines, line => line.Message.Contains("http://one/", StringComparison.Ordinal) && line.Level == LogLevel.Information);
        Assert.DoesNotContain(_logs.Lines, line => line.Message.Contains("http://two/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cache_ThatGoesAway_LosesNoNames()
    {
        await StartAsync("one");
        await _caches.UntilToldAsync("one", "graph");
        _caches.Fail("one");
        await AppendAsync(["product:1"]);
        await _caches.UntilTriedAsync("one", 2);
        await AppendAsync(["cart:2"]);

        _caches.Heal("one");
        await _caches.UntilAsync(() => Advance(1) && _caches.Names("one").Contains("cart:2"));

        Assert.Superset(new HashSet<string> { "product:1", "type:product", "cart:2", "type:cart" }, _caches.Names("one"));
    }

    [Fact]
    public async Task Cache_ThatDoesNotAnswer_IsTriedAgainAfterItsTime()
    {
        var held = _caches.Hold("one");
        await StartAsync("one");
        await _caches.UntilTriedAsync("one", 1);

        await _caches.UntilAsync(() => Advance(1) && _caches.Tried("one") >= 2);

        Assert.Contains(_logs.Lines, line => line.Message.Contains("HttpCaching:Purge:Timeout", StringComparison.Ordinal));
        held.SetResult();
    }

    [Fact]
    public async Task Cache_ThatIsAwayForLong_IsTriedEveryHalfMinuteAtLeast()
    {
        _caches.Fail("one");
        await StartAsync("one");
        await _caches.UntilAsync(() => Advance(30) && _caches.Tried("one") >= 12); // 0.1 s doubled 11 times would be minutes
        var tried = _caches.Tried("one");

        _time.Advance(TimeSpan.FromSeconds(31));

        await _caches.UntilTriedAsync("one", tried + 1);
    }

    [Fact]
    public async Task Value_ReplacedWithoutARecord_IsToldIfASharedCacheHasIt()
    {
        await StartAsync("one");
        await _caches.UntilToldAsync("one", "graph");

        _responses.Outdated!("product:1");

        await _caches.UntilToldAsync("one", "graph", "product:1 type:product");
    }

    [Fact]
    public async Task NoAddress_NothingListens()
    {
        await StartAsync();

        Assert.Null(_responses.Outdated);
    }

    private bool Advance(int seconds)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        return true;
    }

    private async Task AppendAsync(string[] keys, string[]? tags = null, string[]? patterns = null) => await _log.AppendAsync(
        new InvalidationRecord([.. keys.Select(key => new KeyInvalidation(key))], tags ?? [], patterns ?? []), TestContext.Current.CancellationToken);

    private Task StartAsync(params string[] hosts) => StartAsync(_log, hosts);

    private async Task StartAsync(IInvalidationLog log, params string[] hosts)
    {
        foreach (var host in hosts)
        {
            _options.Purge.Addresses.Add($"http://{host}/");
        }

        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(_logs));
        var client = new PurgeClient(_caches, _options.Purge, _time);
        _purger = new Purger(log, _responses, Options.Create(_options), client, _time, loggers.CreateLogger<Purger>());
        await _purger.StartAsync(TestContext.Current.CancellationToken);
        foreach (var host in hosts)
        {
            await _caches.UntilTriedAsync(host, 1);
        }
    }
}
