using System.ComponentModel.DataAnnotations;

namespace Graph.Cluster;

/// <summary>The Redis that the instances of a graph share: standalone, or with replicas and Sentinel. Redis Cluster is refused.</summary>
internal sealed class RedisOptions
{
    public const string SectionName = "Redis";

    /// <summary>Where it is, as StackExchange.Redis writes it: <c>host:6379,password=…</c>, or for Sentinel
    /// <c>host:26379,serviceName=…</c>.</summary>
    /// <value>Default: none; the instance is alone, and its log and caches are in memory only.</value>
    [MinLength(1)]
    public string? Configuration { get; set; }

    /// <summary>What all keys begin with, so that several graphs can share one Redis.</summary>
    /// <value>Default <c>graph</c>.</value>
    [RegularExpression("[A-Za-z0-9._-]{1,64}", ErrorMessage = "{0} takes 1 to 64 letters, digits, dots, dashes and underscores.")]
    public string KeyPrefix { get; set; } = "graph";

    /// <summary>How long a read or write of cached values may take; past it the level pauses.</summary>
    /// <value>Default 200 ms.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:10")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long cached values are neither read from Redis nor written to it after an operation has failed or taken too long.</summary>
    /// <value>Default 2 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long an append to the log, or a look at it, may take; past it the log counts as away.</summary>
    /// <value>Default 1 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:00:30")]
    public TimeSpan LogTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest time between two looks at the log. New records are announced; this finds them where an announcement is lost.</summary>
    /// <value>Default 1 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:01")]
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many records of mutations wait for a log that can't take them; past it mutations are refused before anything is
    /// written. As many of the last minute are appended again after a failover.</summary>
    /// <value>Default 10,000.</value>
    [Range(1, 1_000_000)]
    public int MaxOutbox { get; set; } = 10_000;

    /// <summary>Values larger than this are compressed (Brotli); bytes.</summary>
    /// <value>Default 4,096.</value>
    [Range(64, int.MaxValue)]
    public int CompressAbove { get; set; } = 4_096;

    /// <summary>Values larger than this are not kept in Redis; bytes before compression.</summary>
    /// <value>Default 1 MiB.</value>
    [Range(1_024, 512 * 1_024 * 1_024)]
    public int MaxValueBytes { get; set; } = 1_024 * 1_024;

    /// <summary>How many batches of values may be on their way to Redis; further ones are not written.</summary>
    /// <value>Default 1,000.</value>
    [Range(1, 1_000_000)]
    public int MaxPendingWrites { get; set; } = 1_000;

    /// <summary>Encrypts what is kept of PRIVATE types (AES-256-GCM): 32 bytes in Base64, the same on all instances.</summary>
    /// <value>Default: none; values of PRIVATE types are not kept in Redis.</value>
    public string? EncryptionKey { get; set; }

    /// <summary>Per type, by its <c>@freshness</c> coordinate: <c>Redis:Types:Product:Enabled</c>.</summary>
    /// <value>Default: PUBLIC types are kept, PRIVATE ones only with <see cref="EncryptionKey"/>.</value>
    public IDictionary<string, RedisTypeOptions> Types { get; } = new Dictionary<string, RedisTypeOptions>(StringComparer.OrdinalIgnoreCase);
}
