using System.ComponentModel.DataAnnotations;

namespace Graph.Invalidation;

/// <summary>Bounds of the invalidation log's index, and how it names values.</summary>
internal sealed class InvalidationOptions
{
    public const string SectionName = "Invalidation";

    /// <summary>How many keys and tags the index remembers. When it is full the oldest is forgotten, and everything fetched before that
    /// one was invalidated counts as invalidated (never the reverse).</summary>
    /// <value>Default 1,000,000.</value>
    [Range(1, 100_000_000)]
    public int MaxSlots { get; set; } = 1_000_000;

    /// <summary>How many different globs the index remembers; as for <see cref="MaxSlots"/>.</summary>
    /// <value>Default 1,000.</value>
    [Range(1, 100_000)]
    public int MaxPatterns { get; set; } = 1_000;

    /// <summary>How long a version that an event has announced is a floor for what may be stored or served.</summary>
    /// <value>Default 60 s.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan VersionFloor { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How many keys, tags and patterns one record may carry in all.</summary>
    /// <value>Default 1,000.</value>
    [Range(1, 100_000)]
    public int MaxNamesPerRecord { get; set; } = 1_000;

    /// <summary>How many records of the log are kept for those who follow it: subscribers that resume, and with Redis instances that start or
    /// were away. Who comes later starts over.</summary>
    /// <value>Default 100,000.</value>
    [Range(100, 10_000_000)]
    public int MaxRecords { get; set; } = 100_000;

    /// <summary>While this instance can't read the log, the longest that a value is served whose upstream announces its changes; past it the
    /// upstream is asked.</summary>
    /// <value>Default 5 s.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan FallbackTtl { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an upstream may give no sign of life (event or heartbeat) before its silence no longer means that nothing has
    /// changed.</summary>
    /// <value>Default 60 s.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan SourceSilence { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a request with <c>X-Graph-Min-Position</c> waits for this instance to get there; past it <c>POSITION_NOT_REACHED</c>.</summary>
    /// <value>Default 2 s.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan PositionWait { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The secret behind the HMACs that stand for secret ids in keys. Several instances need the same one.</summary>
    /// <value>Default: made at random at each start; with Redis the instances share one through it.</value>
    [MinLength(16)]
    public string? IdSecret { get; set; }
}
