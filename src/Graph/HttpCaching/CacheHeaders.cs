using System.Globalization;
using Graph.Caching.Memory;
using Graph.Caching.ResponseCache;

namespace Graph.HttpCaching;

/// <summary>The headers of a public response as they are for one second. Kept with the response, so that a hit writes no text.</summary>
internal sealed class CacheHeaders
{
    /// <summary>Browsers keep it and ask each time, so that they see their own changes.</summary>
    private const string AskFirst = "public, max-age=0, must-revalidate";

    private CacheHeaders(long second, EntryTimes times, CachedResponse response, long now, long frequency, int surrogateKeyBytes)
    {
        Second = second;
        var fresh = Seconds(times.StaleAt - now);
        var stale = Seconds(times.ExpireAt - Math.Max(times.StaleAt, now));
        var onError = Seconds(times.ErrorUntil - Math.Max(times.StaleAt, now));
        Fresh = fresh;
        Left = Seconds(times.ExpireAt - now);
        SharedControl = string.Create(CultureInfo.InvariantCulture, $"max-age={fresh}")
            + (stale > 0 ? string.Create(CultureInfo.InvariantCulture, $", stale-while-revalidate={stale}") : "")
            + (onError > 0 ? string.Create(CultureInfo.InvariantCulture, $", stale-if-error={onError}") : "");
        HitStatus = string.Create(CultureInfo.InvariantCulture, $"graph; hit; ttl={second}");
        SurrogateKey = (response.Forms.Headers as CacheHeaders)?.SurrogateKey ?? SurrogateKeys.Of(response.Names, surrogateKeyBytes);

        long Seconds(long ticks) => Math.Max(0, ticks / frequency);
    }

    /// <summary>Whole seconds until it grows stale, begun ones left out; negative once it is.</summary>
    public long Second { get; }

    /// <summary>Whole seconds until it grows stale.</summary>
    public long Fresh { get; }

    /// <summary>Whole seconds until it expires.</summary>
    public long Left { get; }

    /// <summary>For shared caches (RFC 9213, RFC 5861).</summary>
    public string SharedControl { get; }

    /// <summary><c>Cache-Status</c> of a hit (RFC 9211).</summary>
    public string HitStatus { get; }

    public string SurrogateKey { get; }

    /// <summary>For browsers.</summary>
    /// <param name="maxAge">How long they may keep it unasked; never past its expiry.</param>
    public string Control(TimeSpan maxAge) => maxAge == TimeSpan.Zero
        ? AskFirst
        : string.Create(CultureInfo.InvariantCulture, $"public, max-age={Math.Min((long)maxAge.TotalSeconds, Left)}, must-revalidate");

    /// <summary>The headers of a response at a moment.</summary>
    public static CacheHeaders Of(CachedResponse response, EntryTimes times, long now, long frequency, int surrogateKeyBytes)
    {
        // Seconds that count from the response's own end: whole ones are left at each of them.
        var second = (long)Math.Floor((times.StaleAt - now) / (double)frequency);
        if (response.Forms.Headers is CacheHeaders made && made.Second == second)
        {
            return made;
        }

        var headers = new CacheHeaders(second, times, response, now, frequency, surrogateKeyBytes);
        response.Forms.Headers = headers;
        return headers;
    }
}
