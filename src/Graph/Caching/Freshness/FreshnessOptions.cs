using System.ComponentModel.DataAnnotations;

namespace Graph.Caching.Freshness;

/// <summary>Overrides of one <c>@freshness</c>: section <c>Freshness:&lt;Type&gt;</c> or <c>Freshness:&lt;Type.field&gt;</c>.
/// What is absent stays as the SDL says. Read again whenever the configuration changes.</summary>
internal sealed class FreshnessOptions
{
    public const string SectionName = "Freshness";

    /// <summary>How long a value is fresh.</summary>
    /// <value>Default: the SDL's.</value>
    [Range(typeof(TimeSpan), "00:00:00", FreshnessRules.LongestText)]
    public TimeSpan? Ttl { get; set; }

    /// <summary>How long after <see cref="Ttl"/> a value is served while one background refresh runs.</summary>
    /// <value>Default: the SDL's; without one, the ttl for STALE_WHILE_REVALIDATE, <see cref="RefreshEvery"/> for PERIODIC and nothing
    /// otherwise.</value>
    [Range(typeof(TimeSpan), "00:00:00", FreshnessRules.LongestText)]
    public TimeSpan? StaleFor { get; set; }

    /// <summary>How long after expiry a value is served, marked, while the upstream fails.</summary>
    /// <value>Default: the SDL's; without one, not at all.</value>
    [Range(typeof(TimeSpan), "00:00:00", FreshnessRules.LongestText)]
    public TimeSpan? StaleIfError { get; set; }

    /// <summary>How long "not found" is remembered.</summary>
    /// <value>Default: the SDL's; without one, not at all.</value>
    [Range(typeof(TimeSpan), "00:00:00", FreshnessRules.LongestText)]
    public TimeSpan? NegativeTtl { get; set; }

    /// <summary>How often values are fetched again that are PERIODIC; other strategies leave it unused.</summary>
    /// <value>Default: the SDL's; without one, the ttl.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", FreshnessRules.LongestPeriodText)]
    public TimeSpan? RefreshEvery { get; set; }

    /// <summary>The least that an adapted ttl may be.</summary>
    /// <value>Default: the SDL's; without one, the ttl does not adapt.</value>
    [Range(typeof(TimeSpan), "00:00:00", FreshnessRules.LongestText)]
    public TimeSpan? MinTtl { get; set; }

    /// <summary>The most that an adapted ttl may be; for EVENT_BASED, how long a value is fresh while its source tells every change.</summary>
    /// <value>Default: the SDL's; without one, 1 h for EVENT_BASED, and otherwise the ttl does not adapt.</value>
    [Range(typeof(TimeSpan), "00:00:00", FreshnessRules.LongestText)]
    public TimeSpan? MaxTtl { get; set; }

    /// <summary>Whether each value has a ttl of its own between <see cref="MinTtl"/> and <see cref="MaxTtl"/>, longer the longer it is found
    /// unchanged.</summary>
    /// <value>Default: true where both bounds are given, other than for EVENT_BASED.</value>
    public bool? Adaptive { get; set; }
}
