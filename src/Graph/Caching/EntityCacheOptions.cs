using System.ComponentModel.DataAnnotations;

namespace Graph.Caching;

/// <summary>The entity cache of this process.</summary>
internal sealed class EntityCacheOptions
{
    public const string SectionName = "EntityCache";

    /// <summary>Whether values are kept between requests. False, for measuring, also ends all sharing between requests: lanes and
    /// running fetches.</summary>
    /// <value>Default true.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>How many values are kept, of all types together. The least used go first (W-TinyLFU).</summary>
    /// <value>Default 200,000.</value>
    [Range(16, 100_000_000)]
    public int MaxEntries { get; set; } = 200_000;

    /// <summary>How many bytes the kept values may take, as estimated from their content.</summary>
    /// <value>Default 256 MiB.</value>
    [Range(1_024, long.MaxValue)]
    public long MaxBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>How many changes are shown to their viewers before they are confirmed, of all viewers together. Beyond that a change is made
    /// without being shown first; 0 shows none.</summary>
    /// <value>Default 10,000.</value>
    [Range(0, 10_000_000)]
    public int MaxOverlays { get; set; } = 10_000;

    /// <summary>How far each value's ttl is moved at random, so that values fetched together do not expire together; a share of the ttl.</summary>
    /// <value>Default 0.1 (±10 %).</value>
    [Range(0.0, 0.5)]
    public double Jitter { get; set; } = 0.1;

    /// <summary>The wait before a failed background refresh is tried again; doubled with each further failure.</summary>
    /// <value>Default 1 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan RefreshBackOff { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between tries of a failing background refresh.</summary>
    /// <value>Default 60 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan MaxRefreshBackOff { get; set; } = TimeSpan.FromSeconds(60);
}
