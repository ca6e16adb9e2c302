namespace Graph.TestKit.Register;

/// <summary>How a register behaves as a service.</summary>
public sealed record RegisterOptions
{
    /// <summary>The products that there are.</summary>
    public required IReadOnlyList<string> ProductIds { get; init; }

    /// <summary>Of delays and failures.</summary>
    public required int Seed { get; init; }

    /// <summary>How many of a thousand reads are answered with a 503 or a broken connection. Default 0.</summary>
    public int FailuresPerThousand { get; init; }

    /// <summary>The longest an answer waits, before or after it was read; most wait much less.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMilliseconds(400);
}
