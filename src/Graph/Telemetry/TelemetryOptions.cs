using System.ComponentModel.DataAnnotations;

namespace Graph.Telemetry;

/// <summary>Bounds of what is measured and shown at <c>/metrics</c>. Where it is sent is said by the standard <c>OTEL_*</c> variables.</summary>
internal sealed class TelemetryOptions
{
    public const string SectionName = "Telemetry";

    /// <summary>Label combinations that one metric keeps; the rest count together, under <c>otel.metric.overflow</c>.</summary>
    /// <value>Default 1,000.</value>
    [Range(1, 100_000)]
    public int MaxSeriesPerMetric { get; set; } = 1_000;

    /// <summary>How long one answer of <c>/metrics</c> is given again, so that many scrapers cost as much as one.</summary>
    /// <value>Default 0: each answer is made anew.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan ScrapeCache { get; set; } = TimeSpan.Zero;

    /// <summary>Bytes of an answer of <c>/metrics</c>; a longer one is refused.</summary>
    /// <value>Default 16 MB.</value>
    [Range(65_536, 1 << 30)]
    public int MaxScrapeBytes { get; set; } = 16 << 20;
}
