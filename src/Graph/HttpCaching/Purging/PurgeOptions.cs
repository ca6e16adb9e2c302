using System.ComponentModel.DataAnnotations;

namespace Graph.HttpCaching.Purging;

/// <summary>The shared caches (Varnish with xkey, or what takes the same request) that are told of every change. Section
/// <c>HttpCaching:Purge</c>.</summary>
internal sealed class PurgeOptions
{
    public const string SectionName = "HttpCaching:Purge";

    /// <summary>Their addresses. Each gets <c>PURGE</c> with the changed names in the header <c>Surrogate-Key</c>.</summary>
    /// <value>Default none: nobody is told.</value>
    public IList<string> Addresses { get; } = [];

    /// <summary>When everything is purged once more: what was on its way to the cache meanwhile may be of before the change. Longer than the
    /// longest answer takes, on its way through the cache included.</summary>
    /// <value>Default 12 s; <c>Limits:RequestTimeout</c> is 10 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan Again { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>How long a purge may take; a failed one is tried again until it succeeds.</summary>
    /// <value>Default 2 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Changed names that wait for one cache. Past it everything in the cache is purged instead.</summary>
    /// <value>Default 10,000.</value>
    [Range(1, 10_000_000)]
    public int MaxNames { get; set; } = 10_000;

    /// <summary>Names in one request.</summary>
    /// <value>Default 100.</value>
    [Range(1, 10_000)]
    public int BatchSize { get; set; } = 100;
}
