namespace Graph.FunctionalTests.Consistency.Checking;

/// <summary>What a run may not break, by the promises of docs/architecture.md.</summary>
internal enum Rule
{
    /// <summary>A value that the upstream has never had, or a mixture of two.</summary>
    Invented,

    /// <summary>Promise 1: a read is older than what its instance had acknowledged before it began.</summary>
    AcknowledgedHere,

    /// <summary>Promise 1: a read is older than what any instance has acknowledged at a position that the read carried, or an earlier one.</summary>
    AcknowledgedByPosition,

    /// <summary>Promise 1: a read is older than what had been acknowledged before its instance was started.</summary>
    AcknowledgedBeforeStart,

    /// <summary>Promise 1: a read is older than what another instance had acknowledged longer ago than the log may lag, outages included.</summary>
    AcknowledgedLongAgo,

    /// <summary>Promise 1: all is repaired and quiet, and a read is older than something acknowledged.</summary>
    AcknowledgedBeforeQuiet,

    /// <summary>Promise 2: a value was replaced longer ago than its policy lets it be served.</summary>
    Expired,

    /// <summary>Promise 3: a version is lower than one that the same instance had given before the read began.</summary>
    WentBack,

    /// <summary>Promise 3 for lists and not-founds.</summary>
    WentBackUnversioned,

    /// <summary>Promise 4: one key was in two upstream calls of one instance at a time, and nothing had touched it between their starts.</summary>
    FetchedTwice,

    /// <summary>Promise 5: a read is older than a mutation whose position it carried.</summary>
    OwnWrite,

    /// <summary>A client was told an error, or nothing, while the graph ran and the upstreams answered.</summary>
    ErrorToClient,

    /// <summary><c>POSITION_NOT_REACHED</c> while the log was there.</summary>
    PositionNotReached,

    /// <summary>An announcement was refused while the log was there.</summary>
    Refused,

    /// <summary>An instance did not come back to the log, once that was there again.</summary>
    NotRecovered,

    /// <summary>Reads took too long while Redis hung.</summary>
    Slow,
}
