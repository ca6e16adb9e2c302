using System.ComponentModel.DataAnnotations;
using Graph.HttpCaching.Purging;

namespace Graph.HttpCaching;

/// <summary>What HTTP caches are told about responses. Section <c>HttpCaching</c>.</summary>
internal sealed class HttpCachingOptions
{
    public const string SectionName = "HttpCaching";

    /// <summary>Whether they are told anything but <c>no-store</c>.</summary>
    /// <value>Default true.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Letters of <c>Surrogate-Key</c>. Past it the types with the most names are told as a whole.</summary>
    /// <value>Default 2,048: proxies take 4 to 8 KB of headers in all.</value>
    [Range(64, 65_536)]
    public int SurrogateKeyBytes { get; set; } = 2_048;

    /// <summary>Whether browsers on slow networks may keep responses for a time, by the client hints <c>Save-Data</c> and <c>ECT</c>. They then miss
    /// changes for as long, their own included.</summary>
    /// <value>Default false.</value>
    public bool Adaptive { get; set; }

    /// <summary>Whether <c>X-Accel-Expires</c> tells nginx how long a response is fresh, for which nginx serves it whatever changes.</summary>
    /// <value>Default false.</value>
    public bool XAccelExpires { get; set; }

    /// <summary>The shared caches that are told of changes.</summary>
    public PurgeOptions Purge { get; } = new();
}
