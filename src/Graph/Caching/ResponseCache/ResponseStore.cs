using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Graph.Caching.Memory;
using Graph.Telemetry;
using Microsoft.Extensions.Options;

namespace Graph.Caching.ResponseCache;

/// <summary>The responses that are kept, bounded in number and in bytes. A hit is one look-up: what must not be served is not in it.</summary>
internal sealed class ResponseStore : IDisposable
{
    /// <summary>Why a response is not kept: it may be older than what others have been told by now.</summary>
    public const string Touched = "touched";

    private const string TooLarge = "too_large";
    private const string TooManyNames = "too_many_names";

    private readonly BoundedLfu<ResponseKey, CachedResponse> _kept;
    private readonly ResponseIndex _index;
    private readonly ResponseCacheOptions _options;

    // A meter of its own, so that the gauges go with this application and not with the process.
    private readonly Meter _meter = new(GraphTelemetry.Name);

    public ResponseStore(ResponseIndex index, IOptions<ResponseCacheOptions> options)
    {
        _index = index;
        _options = options.Value;
        _kept = new BoundedLfu<ResponseKey, CachedResponse>(_options.MaxEntries, _options.MaxBytes, response => response.Bytes, OnCounted);
        index.Dropped = Remove;
        _meter.CreateObservableGauge("graph.response_cache.entries", () => _kept.Count, "{response}", "Responses kept (ResponseCache:MaxEntries).");
        _meter.CreateObservableGauge("graph.response_cache.bytes", () => _kept.Bytes, "By", "Bytes of the responses kept (ResponseCache:MaxBytes).");
        _meter.CreateObservableCounter("graph.response_cache.evictions", () => _kept.Evictions, "{response}", "Responses that had to make room.");
    }

    public int Count => _kept.Count;

    public long Bytes => _kept.Bytes;

    public long Evictions => _kept.Evictions;

    public bool TryGet(ResponseKey key, [MaybeNullWhen(false)] out CachedResponse response) =>
        _kept.TryGet(key, out response) && !response.IsDropped;

    /// <summary>Why <see cref="TryPublish"/> would not keep a response; null when it would. Changes nothing.</summary>
    /// <param name="bytes">Length of its body.</param>
    /// <param name="names">How many keys and tags it depends on.</param>
    /// <param name="reads">All that was read.</param>
    public string? RefusalOf(int bytes, int names, ResponseReads reads) =>
        bytes > _options.MaxResponseBytes ? TooLarge
        : !_index.AreCurrent(reads) ? Touched
        : names > _options.MaxNames ? TooManyNames
        : null;

    /// <summary>Keeps a response, unless something that it was made of was touched while it was made.</summary>
    /// <returns>Why not; null when it is kept.</returns>
    public string? TryPublish(CachedResponse response, ResponseReads reads)
    {
        if (response.Body.Length > _options.MaxResponseBytes)
        {
            return TooLarge;
        }

        if (!_index.TryRegister(response, reads))
        {
            return Touched;
        }

        if (response.Names.Count > _options.MaxNames)
        {
            _index.Unregister(response);
            return TooManyNames;
        }

        _kept.Store(response.Key, response);
        if (response.IsDropped)
        {
            Remove(response); // in between
        }

        return null;
    }

    public void Dispose() => _meter.Dispose();

    /// <summary>Finishes evictions that are under way; for tests that count.</summary>
    public void Settle() => _kept.Settle();

    private void Remove(CachedResponse response) => _kept.Remove(response.Key, response);

    private void OnCounted(ResponseKey key, CachedResponse response, int sign)
    {
        if (sign < 0)
        {
            _index.Unregister(response);
        }
    }
}
