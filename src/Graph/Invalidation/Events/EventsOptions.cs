using System.ComponentModel.DataAnnotations;

namespace Graph.Invalidation.Events;

/// <summary>Whose change events are taken, and how many.</summary>
internal sealed class EventsOptions
{
    public const string SectionName = "Events";

    /// <summary>The secret that upstreams sign their deliveries with (UTF-8), so long and random.</summary>
    /// <value>Default: none. Then <c>/events</c> is there in Development only, for callers on this machine, unsigned.</value>
    [MinLength(1)]
    public string? Secret { get; set; }

    /// <summary>The secret before the present one: signatures by it are taken too, until every upstream has the new one.</summary>
    /// <value>Default: none.</value>
    [MinLength(1)]
    public string? PreviousSecret { get; set; }

    /// <summary>How far the time of a signature may be from now, in either direction.</summary>
    /// <value>Default 5 min.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan SignatureWindow { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Bytes of one delivery; past it 413.</summary>
    /// <value>Default 1 MB.</value>
    [Range(1_024, 16_777_216)]
    public int MaxBodyBytes { get; set; } = 1_048_576;

    /// <summary>Events of one delivery; past it 413.</summary>
    /// <value>Default 1,000.</value>
    [Range(1, 100_000)]
    public int MaxBatch { get; set; } = 1_000;

    /// <summary>A Redis Stream that change events are read from as well, each in the field <c>event</c> as structured CloudEvents JSON. Needs
    /// <c>Redis:Configuration</c>. Whoever may write there is trusted, as nothing is signed.</summary>
    /// <value>Default: none.</value>
    [MinLength(1)]
    public string? Stream { get; set; }

    /// <summary>The consumer group by which the instances share the stream: each event is taken by one of them.</summary>
    /// <value>Default <c>graph</c>.</value>
    [MinLength(1)]
    public string StreamGroup { get; set; } = "graph";

    /// <summary>How often the stream is looked at while it is empty.</summary>
    /// <value>Default 100 ms.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan StreamPoll { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>After that time an event that an instance has taken and not finished, because it has died, is taken by another.</summary>
    /// <value>Default 10 s.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan StreamReclaim { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many events are remembered, so that a repeated one changes nothing. Of more, the oldest is forgotten: repeated after
    /// that, it only invalidates once more.</summary>
    /// <value>Default 100,000.</value>
    [Range(1, 10_000_000)]
    public int DedupWindow { get; set; } = 100_000;
}
