namespace Graph.FunctionalTests.Consistency.Load;

/// <summary>How long reads took; the last ones of each kind.</summary>
internal sealed class Latencies
{
    private const int Kept = 200_000;

    private readonly Lock _lock = new();
    private readonly List<double> _seconds = [];

    public void Add(TimeSpan took)
    {
        lock (_lock)
        {
            if (_seconds.Count == Kept)
            {
                _seconds.RemoveRange(0, Kept / 2);
            }

            _seconds.Add(took.TotalSeconds);
        }
    }

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _seconds.Count;
            }
        }
    }

    /// <summary>In seconds; 0 when there was none.</summary>
    public double Percentile(double share)
    {
        lock (_lock)
        {
            var sorted = _seconds.Order().ToArray();
            return sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
        }
    }

    public override string ToString() =>
        FormattableString.Invariant($"{Count} reads, p50 {Percentile(0.5) * 1000:F0} ms, p99 {Percentile(0.99) * 1000:F0} ms, max {Percentile(1) * 1000:F0} ms");
}
