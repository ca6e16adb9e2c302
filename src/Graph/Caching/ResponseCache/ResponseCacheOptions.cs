using System.ComponentModel.DataAnnotations;

namespace Graph.Caching.ResponseCache;

/// <summary>The cache of whole responses, in this process. Section <c>ResponseCache</c>.</summary>
/// <remarks>Off, responses have no known freshness either: HTTP caches are told to keep nothing.</remarks>
internal sealed class ResponseCacheOptions
{
    public const string SectionName = "ResponseCache";

    /// <summary>Whether whole responses are kept. Without the entity cache (<c>EntityCache:Enabled=false</c>) they never are.</summary>
    /// <value>Default true.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>How many responses are kept. The least used go first (W-TinyLFU).</summary>
    /// <value>Default 20,000.</value>
    [Range(16, 10_000_000)]
    public int MaxEntries { get; set; } = 20_000;

    /// <summary>How many bytes the kept responses may take, with their compressed forms and the names that they depend on.</summary>
    /// <value>Default 128 MiB.</value>
    [Range(1_024, long.MaxValue)]
    public long MaxBytes { get; set; } = 128L * 1024 * 1024;

    /// <summary>How many bytes a response may have that is kept; larger ones are made for each request.</summary>
    /// <value>Default 1,048,576 (1 MiB).</value>
    [Range(64, 1_073_741_824)]
    public int MaxResponseBytes { get; set; } = 1_048_576;

    /// <summary>How many keys and tags a response may depend on that is kept.</summary>
    /// <value>Default 10,000.</value>
    [Range(1, 10_000_000)]
    public int MaxNames { get; set; } = 10_000;

    /// <summary>How many requests are known by the hash of their bytes, so that a hit needs no parsing.</summary>
    /// <value>Default 20,000.</value>
    [Range(16, 10_000_000)]
    public int MaxKnownRequests { get; set; } = 20_000;

    /// <summary>How long a stale response is served on after it was made anew and was stale again, before that is tried once more.</summary>
    /// <value>Default 1 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan RevalidateBackOff { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Operations whose answers are kept although they are one viewer's own, each for that viewer (with the same roles) alone.</summary>
    /// <value>Default none.</value>
    public IList<string> PrivateOperations { get; } = [];

    /// <summary>Types of one viewer's own values. An answer is kept, for that viewer alone, if all that makes it private is among these: types
    /// (<c>User</c>) or fields (<c>Product.cost</c>).</summary>
    /// <value>Default none.</value>
    public IList<string> PrivateTypes { get; } = [];
}
