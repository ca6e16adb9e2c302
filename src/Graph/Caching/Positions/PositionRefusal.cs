namespace Graph.Caching.Positions;

/// <summary>Why a request with a position is refused.</summary>
internal enum PositionRefusal
{
    /// <summary>It is no position.</summary>
    Malformed,

    /// <summary>It is one that nobody has given out.</summary>
    BeyondTail,

    /// <summary>This instance has not got that far in time.</summary>
    NotReached,
}
