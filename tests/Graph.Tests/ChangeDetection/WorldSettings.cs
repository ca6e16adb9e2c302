using Graph.Cluster;

namespace Graph.Tests.ChangeDetection;

/// <summary>How a <see cref="DetectionWorld"/> is started.</summary>
internal sealed record WorldSettings
{
    /// <summary>Below <c>Upstreams:&lt;Name&gt;</c>, or whole where it begins with another section.</summary>
    public string[] Settings { get; init; } = [];

    public IWatermarks Watermarks { get; init; } = new OwnWatermarks();

    /// <summary>Whether any change is one event of the whole service.</summary>
    public bool IsOfAll { get; init; }

    /// <summary>How far the upstream's clock is before the graph's; null: the upstream does not tell its time.</summary>
    public TimeSpan? Skew { get; init; } = TimeSpan.Zero;

    /// <summary>Runs before the graph starts.</summary>
    public Action<DetectionWorld>? Before { get; init; }
}
