using System.ComponentModel.DataAnnotations;

namespace Graph.Execution.Persisted;

/// <summary>Documents that requests name by their hash. Section <c>Persisted</c>.</summary>
internal sealed class PersistedOptions
{
    public const string SectionName = "Persisted";

    /// <summary>Whether clients may register documents by sending text and hash together (automatic persisted queries).</summary>
    /// <value>Default true. Without effect when <see cref="Only"/> is set.</value>
    public bool Automatic { get; set; } = true;

    /// <summary>Whether nothing but trusted documents runs.</summary>
    /// <value>Default false.</value>
    public bool Only { get; set; }

    /// <summary>Where trusted documents are, from the content root: <c>*.graphql</c>, and <c>*.json</c> with many. Read once, at the start.</summary>
    /// <value>Default: none.</value>
    [MinLength(1)]
    public string? Folder { get; set; }

    /// <summary>Whether the Redis hash <c>operations</c>, below <c>Redis:KeyPrefix</c>, has trusted documents too: field = hash, value = text.</summary>
    /// <value>Default true. Without <c>Redis:Configuration</c> there are none.</value>
    public bool FromRedis { get; set; } = true;

    /// <summary>How many documents each of three holds at most: the folder, memory for those that clients have registered, and memory for
    /// those that were trusted in Redis. A folder with more stops the start; in memory the one that was not used for longest makes room.</summary>
    /// <value>Default 10,000.</value>
    [Range(1, 10_000_000)]
    public int MaxDocuments { get; set; } = 10_000;

    /// <summary>As <see cref="MaxDocuments"/>, for their text in bytes of UTF-8.</summary>
    /// <value>Default 16,777,216 (16 MB).</value>
    [Range(1_024, 4_294_967_296)]
    public long MaxBytes { get; set; } = 16_777_216;

    /// <summary>How long what a client has registered stays in Redis. Within that time one instance writes no more there than
    /// <see cref="MaxDocuments"/> and <see cref="MaxBytes"/>.</summary>
    /// <value>Default 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan SharedFor { get; set; } = TimeSpan.FromDays(1);
}
