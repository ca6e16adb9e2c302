using System.Collections.Concurrent;
using System.Diagnostics;
using Graph.Caching;
using Graph.Domains.Abstractions;
using Graph.Invalidation;
using Graph.Telemetry;
using Microsoft.Extensions.Logging;

namespace Graph.Tests.Caching.Viewers;

/// <summary>An id that is a secret leaves the engine towards its upstream alone: keys, log lines, spans and failures hold none.</summary>
public sealed class SecretIdsInTheEngineTests
{
    private const string Id = "5ec0001d5ec0001d5ec0001d5ec0001d";

    private static readonly EntitySource<Thing> Baskets = new("Basket", thing => thing.Id, thing => thing.Version, secretIds: true);

    private readonly ConcurrentQueue<string> _shown = []; // spans of tests that run beside come too
    private readonly EntityDefinition<Thing> _definition = new(Baskets, "Tests") { Policy = CacheWorld.Policy };

    [Fact]
    public void Read_SecretId_IsShownNowhere()
    {
        using var pump = new Pump();
        using var spans = Listen();
        using var lines = new Lines(_shown);
        using var world = new CacheWorld(logger: lines.CreateLogger<EntityCache>(), more: _definition);
        var down = false;
        _definition.Tags(_ => ["baskets"]).FetchBatch((ids, _) => down
            ? throw new KeyNotFoundException($"The given key '{ids[0]}' was not present in the dictionary.")
            : ValueTask.FromResult<LoadResult<Thing>[]>([new Thing(ids[0], 1)]));

        var found = pump.Finish(ReadAsync(world));
        down = true;
        var stale = new StaleRecord(world.Ids);
        stale.Entity(Baskets, Id, version: 2);
        world.Index.Apply(stale.Build());
        var failed = pump.Finish(ReadAsync(world));
        world.Cache.Memory.RemoveWhere(entry =>
        {
            _shown.Enqueue(string.Join(' ', [entry.Key, .. entry.Tags]));
            return false;
        });

        Assert.Equal(Id, found[0].Value!.Id);
        _shown.Enqueue(failed[0].Failure!.ToString()); // the event has reached the value, by its HMAC
        Assert.Contains(_shown, text => text.Contains("basket:~", StringComparison.Ordinal));
        Assert.Contains(_shown, text => text.Contains(nameof(KeyNotFoundException), StringComparison.Ordinal)); // the defect can still be found
        Assert.Contains(_shown, text => text.Contains("graph.batch.size", StringComparison.Ordinal));
        Assert.DoesNotContain(_shown, text => text.Contains(Id, StringComparison.OrdinalIgnoreCase));
    }

    private static Task<LoadResult<Thing>[]> ReadAsync(CacheWorld world) =>
        world.Cache.Of<Thing>(Baskets).ReadManyAsync([new ReadKey(Id)], world.Request).AsTask();

    private ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == GraphTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => _shown.Enqueue($"{span.DisplayName} {string.Join(' ', span.TagObjects)}"),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private sealed class Lines(ConcurrentQueue<string> shown) : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            shown.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
