using System.Globalization;
using Graph.Caching.ResponseCache;
using Graph.Invalidation;
using Microsoft.Extensions.Options;

namespace Graph.HttpCaching;

/// <summary>Tells HTTP caches what they may do with a response (RFC 9111). Browsers ask each time, so that they read what they have written; shared
/// caches get its freshness in headers that are theirs alone (RFC 9213).</summary>
internal sealed class CacheDirectives(IOptions<HttpCachingOptions> options, Pulse pulse, TimeProvider time)
{
    private const string CdnCacheControl = "CDN-Cache-Control";
    private const string SurrogateControl = "Surrogate-Control";
    private const string SurrogateKey = "Surrogate-Key";
    private const string AcceptCh = "Accept-CH";
    private const string XAccelExpires = "X-Accel-Expires";

    /// <summary>What is public and asked for by somebody, or of a certain age: the browser may keep it, and asks each time.</summary>
    private const string Own = "private, max-age=0, must-revalidate";

    // A cache that is not told to leave such requests alone then finds that what it has does not fit.
    private const string Vary = "Accept, Accept-Encoding, Authorization, X-Graph-Min-Position, X-Graph-Explain";

    private readonly HttpCachingOptions _options = options.Value;
    private readonly string _vary = options.Value.Adaptive ? $"{Vary}, {ClientHints.Vary}" : Vary;

    /// <summary>Sets the headers of a response that is kept.</summary>
    /// <param name="http">The exchange.</param>
    /// <param name="response">What is sent.</param>
    /// <param name="isAnybodys">Whether the request says neither who asks nor how new the answer must be.</param>
    /// <returns>What <c>Cache-Status</c> says of a hit; null where nobody is told.</returns>
    public string? Apply(HttpContext http, CachedResponse response, bool isAnybodys)
    {
        if (!_options.Enabled)
        {
            return null;
        }

        var now = time.GetTimestamp();
        var headers = http.Response.Headers;
        headers.Vary = _vary;
        headers.ETag = response.ETag;
        var made = CacheHeaders.Of(response, response.Life.At(now, pulse), now, time.TimestampFrequency, _options.SurrogateKeyBytes);
        if (response.IsPrivate)
        {
            headers.CacheControl = "private, no-store";
            headers.ETag = default;
        }
        else if (!isAnybodys || !response.TryShare())
        {
            headers.CacheControl = Own;
        }
        else
        {
            Share(http, headers, made);
        }

        return made.HitStatus;
    }

    private void Share(HttpContext http, IHeaderDictionary headers, CacheHeaders made)
    {
        headers.CacheControl = made.Control(_options.Adaptive ? ClientHints.MaxAge(http.Request.Headers) : TimeSpan.Zero);
        headers[CdnCacheControl] = made.SharedControl;
        headers[SurrogateControl] = made.SharedControl;
        headers[SurrogateKey] = made.SurrogateKey;
        if (_options.Adaptive)
        {
            headers[AcceptCh] = ClientHints.Asked;
        }

        if (_options.XAccelExpires)
        {
            headers[XAccelExpires] = made.Fresh.ToString(CultureInfo.InvariantCulture);
        }
    }
}
