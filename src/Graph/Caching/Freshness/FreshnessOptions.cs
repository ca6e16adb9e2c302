namespace Graph.Caching.Freshness;

/// <summary>Overrides of one <c>@freshness</c>: section <c>Freshness:&lt;Type&gt;</c> or <c>Freshness:&lt;Type.field&gt;</c>.
/// What is absent stays as the SDL says.</summary>
internal sealed class FreshnessOptions
{
    public const string SectionName = "Freshness";

    /// <summary>How long a value is fresh.</summary>
    /// <value>Default: the SDL's.</value>
    public TimeSpan? Ttl { get; set; }

    /// <summary>How long after <see cref="Ttl"/> a value is served while one background refresh runs.</summary>
    /// <value>Default: the SDL's; without one, the ttl for STALE_WHILE_REVALIDATE and nothing otherwise.</value>
    public TimeSpan? StaleFor { get; set; }

    /// <summary>How long after expiry a value is served, marked, while the upstream fails.</summary>
    /// <value>Default: the SDL's; without one, not at all.</value>
    public TimeSpan? StaleIfError { get; set; }

    /// <summary>How long "not found" is remembered.</summary>
    /// <value>Default: the SDL's; without one, not at all.</value>
    public TimeSpan? NegativeTtl { get; set; }
}
