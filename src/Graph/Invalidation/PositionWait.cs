namespace Graph.Invalidation;

/// <summary>What came of waiting for a position.</summary>
internal enum PositionWait
{
    /// <summary>Everything up to it is applied.</summary>
    Reached,

    /// <summary>This instance has not got that far in time.</summary>
    TimedOut,

    /// <summary>The log does not reach that far: nobody has given out this position.</summary>
    BeyondTail,

    /// <summary>It is of another epoch, so the two do not compare: only a read past every cache is as new as it demands (R14).</summary>
    OtherEpoch,
}
