using System.Diagnostics.Metrics;
using Graph.Caching.ResponseCache;
using Graph.Invalidation;
using Graph.Telemetry;
using Microsoft.Extensions.Options;

namespace Graph.HttpCaching.Purging;

/// <summary>Reads the log, and tells every shared cache what has changed. Each instance does, for a purge too many does no harm, and only its own
/// ends what an instance behind the others has answered.</summary>
internal sealed class Purger : BackgroundService
{
    private static readonly string[] Everything = [SurrogateKeys.Everything];

    // A meter of its own, so that the gauge goes with this application and not with the process.
    private readonly Meter _meter = new(GraphTelemetry.Name);
    private readonly IInvalidationLog _log;
    private readonly ResponseIndex _responses;
    private readonly PurgeClient _client;
    private readonly PurgeTarget[] _targets;

    public Purger(
        IInvalidationLog log, ResponseIndex responses, IOptions<HttpCachingOptions> options, PurgeClient client, TimeProvider time, ILogger<Purger> logger)
    {
        (_log, _responses, _client) = (log, responses, client);
        var purge = options.Value.Purge;
        _targets = [.. purge.Addresses.Select(address => new PurgeTarget(new Uri(address), purge, _client, time, logger))];
        _meter.CreateObservableGauge(
            "graph.http_cache.waiting", () => _targets.Sum(target => target.Count), "{name}", "Changed names that shared caches have still to be told (HttpCaching:Purge:MaxNames).");
    }

    public override void Dispose()
    {
        base.Dispose();
        _meter.Dispose();
        foreach (var target in _targets)
        {
            target.Dispose();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_targets.Length == 0)
        {
            return;
        }

        var from = _log.Consumed;
        _responses.Outdated = key => Tell(key is null ? Everything : SurrogateKeys.PurgedBy(key));
        Tell(Everything); // of what changed before the start, nothing is known
        try
        {
            await Task.WhenAll([FollowAsync(from, stoppingToken), .. _targets.Select(target => target.RunAsync(stoppingToken))]);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the graph stops
        }
    }

    private async Task FollowAsync(Position from, CancellationToken stopping)
    {
        await foreach (var entry in _log.ReadAsync(from, stopping))
        {
            Tell(NamesOf(entry.Record));
        }
    }

    private void Tell(IEnumerable<string> names)
    {
        string[] tokens = [.. names];
        if (tokens.Length == 0)
        {
            return; // a sign of life
        }

        foreach (var target in _targets)
        {
            target.Add(tokens);
        }
    }

    // Shared caches know no patterns, and after a gap anything may have changed.
    private static IEnumerable<string> NamesOf(InvalidationRecord? record) => record is null || record.Patterns.Count > 0
        ? Everything
        : record.Keys.Select(key => key.Key).Concat(record.Tags).SelectMany(SurrogateKeys.PurgedBy).Distinct(StringComparer.Ordinal);
}
