using System.Diagnostics;
using Graph.Caching.Memory;
using Graph.Caching.Shared;
using Graph.Domains.Abstractions;
using Graph.Telemetry;
using Graph.Upstreams.Lanes;

namespace Graph.Caching.Flights;

/// <summary>Sends the flights of one source through its lanes to the domain's fetch, and lands what comes back.</summary>
internal sealed class Departures<T> where T : class
{
    // A read replica that lags behind an event gets two more chances.
    private static readonly TimeSpan[] RefusalDelays = [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200)];

    private const int Alone = -1; // a group of which each key is a call of its own

    private readonly SourceDefinition<T> _definition;
    private readonly CacheParts _parts;
    private readonly Flights<T> _flights;
    private readonly Landing<T> _landing;
    private readonly SharedLevel<T>? _shared;
    private readonly Lanes<Flight<T>> _lanes;

    public Departures(SourceDefinition<T> definition, CacheParts parts, Flights<T> flights, Landing<T> landing, SharedLevel<T>? shared)
    {
        _definition = definition;
        _parts = parts;
        _flights = flights;
        _landing = landing;
        _shared = shared;
        _lanes = new Lanes<Flight<T>>(parts.Lanes, definition.BatchSizeOf, SendAsync);
    }

    public int LaneKeys => _lanes.Keys;

    /// <summary>Whether what new flights want may be had without calling the upstream.</summary>
    public bool MayNeedNoCall => _shared is { IsOpen: true };

    /// <summary>How many calls new flights make at most.</summary>
    public int CallsOf(List<Flight<T>> flights, ReadKey? more = null)
    {
        if (flights.Count == 0)
        {
            return more is null ? 0 : 1;
        }

        var batchSize = _definition.BatchSizeOf(_definition.GroupOf(flights[0].Read));
        var alone = flights.Count(flight => flight.Donor is not null);
        return alone + ((flights.Count - alone + (more is null ? 0 : 1) + batchSize - 1) / batchSize);
    }

    /// <summary>Sends new flights: to what the shared level has, else to the upstream.</summary>
    public void Send(List<Flight<T>> flights)
    {
        if (flights.Count == 0)
        {
            return;
        }

        if (_shared is not { IsOpen: true } || flights[0].PassesCaches)
        {
            _flights.Abandon(Charge(flights));
            SendUpstream(flights);
            return;
        }

        _ = LookUpAsync(flights, _shared);
    }

    private async Task LookUpAsync(List<Flight<T>> flights, SharedLevel<T> shared)
    {
        var left = _flights.LandShared(flights, await shared.ReadAsync(flights), _landing);
        left = await WithoutOthersRefreshesAsync(left, shared);
        _flights.Abandon(Charge(left));
        SendUpstream(left);
    }

    /// <summary>Another instance may be refreshing a value at this moment; this one then takes it from the shared level a little later.</summary>
    private async ValueTask<List<Flight<T>>> WithoutOthersRefreshesAsync(List<Flight<T>> flights, SharedLevel<T> shared)
    {
        var refreshes = flights.FindAll(flight => flight.IsRefresh);
        if (refreshes.Count == 0)
        {
            return flights;
        }

        var mine = await shared.TryLeaseAsync(refreshes);
        var others = refreshes.Where((_, i) => !mine[i]).ToHashSet();
        _landing.Postpone(others);
        _flights.Abandon(others);
        return flights.FindAll(flight => !others.Contains(flight));
    }

    /// <summary>Counts the calls that flights make against the requests that have started them. Those of a request that has used up its calls
    /// are taken out: whoever waits for them reads again, and is told so if it is that request.</summary>
    private List<Flight<T>> Charge(List<Flight<T>> flights)
    {
        var refused = new List<Flight<T>>();
        foreach (var of in flights.Where(flight => !flight.IsRefresh && flight.Starter is not null).GroupBy(flight => flight.Starter!))
        {
            List<Flight<T>> started = [.. of];
            var calls = CallsOf(started);
            if (!of.Key.TryCharge(calls))
            {
                refused.AddRange(started);
            }
        }

        flights.RemoveAll(refused.Contains);
        return refused;
    }

    private void SendUpstream(IEnumerable<Flight<T>> flights)
    {
        foreach (var group in flights.GroupBy(flight => new LaneGroup(GroupOf(flight), flight.Owner.CachedFor)))
        {
            List<Flight<T>> batch = [.. group];
            if (!_lanes.TryAdd(group.Key, batch))
            {
                _flights.Land(batch, LoadResults.AllFailed<T>(batch.Count, TooManyKeys()), encoded: null, _landing, stored: null);
            }
        }
    }

    // A version goes along with one key alone.
    private int GroupOf(Flight<T> flight) => flight.Donor is null ? _definition.GroupOf(flight.Read) : Alone;

    private async Task SendAsync(IReadOnlyList<Flight<T>> batch, IRetryObserver lane)
    {
        var flights = _flights.Start(batch);
        if (flights.Count == 0)
        {
            return;
        }

        // Whoever has freed the lane must not become the parent of this fetch's spans.
        var first = flights[0];
        Activity.Current = first.Parent;
        using var span = StartSpan(flights.Count);
        var start = first.Start;
        CacheMetrics.BatchSize.Record(flights.Count, new KeyValuePair<string, object?>("type", _definition.Label));
        CacheMetrics.BatchWait.Record(
            _parts.Time.GetElapsedTime(first.AddedAt).TotalSeconds, new KeyValuePair<string, object?>("type", _definition.Label));
        var context = new BatchContext(
            first.TraceId, first.Owner, lane, new Primer(_parts.CacheOf!, start, first.Owner), _parts.Stopping,
            first.Donor?.Version);
        var results = await FetchAsync(flights, context);
        Observation.Tell(_definition, flights, results, context.Retries, _parts.Time);
        var encoded = Encode(results);
        var stored = new List<StoredValue>();
        var refused = _flights.Land(flights, results, encoded, _landing, stored);
        _shared?.Write(stored);
        if (refused.Count > 0)
        {
            _ = AskAgainAsync(refused);
        }
    }

    private async Task<IReadOnlyList<LoadResult<T>>> FetchAsync(List<Flight<T>> flights, BatchContext context)
    {
        try
        {
            var results = flights is [{ Donor: { } donor } one]
                ? [await FetchAsync(one, donor, context)]
                : await _definition.FetchAsync([.. flights.Select(flight => flight.Read)], context);
            return results.Length != flights.Count
                ? throw new InvalidOperationException(
                    $"The fetch of '{_definition.Source.Name}' gave {results.Length} results for {flights.Count} keys.")
                : Array.Exists(results, result => result.IsUnchanged)
                ? throw new InvalidOperationException($"The fetch of '{_definition.Source.Name}' gave 'unchanged' and was not asked so.")
                : results;
        }
#pragma warning disable CA1031 // The boundary of a domain's code: its defect must not leave waiters hanging.
        catch (Exception defect)
#pragma warning restore CA1031
        {
            var failure = _parts.Stopping.IsCancellationRequested ? ShuttingDown() : Failure.Internal;
            if (failure.Code == ErrorCodes.Internal)
            {
                Log.FetchThrew(_parts.Logger, _definition.Source.Name, _definition.Domain, HiddenDefect.Of(_definition.Source, defect));
            }

            return LoadResults.AllFailed<T>(flights.Count, failure);
        }
    }

    // What is unchanged is judged and kept as if the upstream had sent it: by the count at this fetch's start, never at its end (R10).
    private async ValueTask<LoadResult<T>> FetchAsync(Flight<T> flight, CacheEntry<T> donor, BatchContext context) =>
        await _definition.FetchOneAsync(flight.Read, context) is { IsUnchanged: false } changed ? changed : _flights.Revive(flight, donor);

    private async Task AskAgainAsync(List<Flight<T>> refused)
    {
        var delay = RefusalDelays[Math.Clamp(refused.Max(flight => flight.Refusals), 1, RefusalDelays.Length) - 1];
        await Task.Delay(delay, _parts.Time, _parts.Stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        SendUpstream(refused);
    }

    /// <summary>Makes values ready for the shared level, outside of any lock; null where there is none. Also while it is left alone: what is
    /// shown meanwhile must be known by its content when it is back (R19).</summary>
    public EncodedValue?[]? Encode(IReadOnlyList<LoadResult<T>> results)
    {
        if (_shared is null)
        {
            return null;
        }

        try
        {
            return [.. results.Select(SharedLevel<T>.Encode)];
        }
        catch (Exception defect) when (defect is NotSupportedException or System.Text.Json.JsonException or InvalidOperationException)
        {
            Log.EncodingThrew(_parts.Logger, _definition.Source.Name, _definition.Domain, HiddenDefect.Of(_definition.Source, defect));
            return null;
        }
    }

    private Activity? StartSpan(int keys)
    {
        var span = GraphTelemetry.Activities.StartActivity("loader.batch");
        span?.SetTag("graph.source", _definition.Source.Name);
        span?.SetTag("graph.batch.size", keys);
        return span;
    }

    private Failure TooManyKeys() => new(
        ErrorCodes.UpstreamUnavailable,
        $"Too many keys wait for {_definition.Domain} (Lanes:MaxKeys). Try again later.")
    {
        Upstream = _definition.Domain,
        Retryable = true,
    };

    private Failure ShuttingDown() => new(ErrorCodes.UpstreamUnavailable, "This instance is shutting down. Try again.")
    {
        Upstream = _definition.Domain,
        Retryable = true,
    };
}
