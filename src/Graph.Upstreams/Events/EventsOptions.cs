using System.ComponentModel.DataAnnotations;

namespace Graph.Upstreams.Events;

/// <summary>Where change events go, and how insistently.</summary>
public sealed class EventsOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Events";

    /// <summary>Full URL of the graph's events endpoint, such as <c>http://localhost:5000/events</c>.</summary>
    /// <value>Default: null; no event is recorded or sent.</value>
    public Uri? Url { get; set; }

    /// <summary>The secret that deliveries are signed with (UTF-8). An empty one, as compose files make them, is none.</summary>
    /// <value>Default: null; deliveries are not signed.</value>
    public string? Secret { get; set => field = string.IsNullOrEmpty(value) ? null : value; }

    /// <summary>Time between two heartbeats of each service.</summary>
    /// <value>Default: 20 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Events of one delivery.</summary>
    /// <value>Default: 100.</value>
    [Range(1, 1_000)]
    public int BatchSize { get; set; } = 100;

    /// <summary>Undelivered events that are kept; past that the oldest are dropped, with a warning.</summary>
    /// <value>Default: 100,000.</value>
    [Range(1, 10_000_000)]
    public int MaxPending { get; set; } = 100_000;

    /// <summary>Wait after the first failed delivery; it doubles with each further one.</summary>
    /// <value>Default: 250 ms.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest wait between two deliveries.</summary>
    /// <value>Default: 30 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time that one delivery may take.</summary>
    /// <value>Default: 10 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Url is not null && !IsHttp(Url))
            yield return new ValidationResult($"{SectionName}:{nameof(Url)} '{Url}' is not an absolute http or https URL.", [nameof(Url)]);
    }

    internal static bool IsHttp(Uri url) => url.IsAbsoluteUri && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);
}
