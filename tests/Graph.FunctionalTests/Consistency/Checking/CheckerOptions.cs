namespace Graph.FunctionalTests.Consistency.Checking;

/// <summary>What the checker holds a run against.</summary>
internal sealed record CheckerOptions
{
    /// <summary>How long after an acknowledgement another instance may give older values to reads that carry no position: the longest outage
    /// within which it has to fall back to <c>Invalidation:FallbackTtl</c>, and some patience with a busy machine.</summary>
    public TimeSpan Lag { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>For how long after an acknowledgement a second fetch of its key is put down to it: until the record has come everywhere.</summary>
    public TimeSpan Aftermath { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a state of a key may be given after it was replaced; null for ever. The second argument: whether it is an absence.</summary>
    public Func<string, bool, TimeSpan?> MaxAge { get; init; } = (_, _) => null;

    /// <summary>When the run began: histories count from there.</summary>
    public long Began { get; init; }

    public static TimeSpan Between(long from, long to) => TimeProvider.System.GetElapsedTime(from, to);

    /// <summary>A time some while before or after another.</summary>
    public static long Shift(long at, TimeSpan by) => at + (long)(by.TotalSeconds * TimeProvider.System.TimestampFrequency);
}
