namespace Graph.Execution.Streams;

/// <summary>Why a stream has ended by itself.</summary>
internal enum StreamEndReason
{
    /// <summary>There is nothing more to come, or its reader has disposed of it.</summary>
    Completed,

    /// <summary>It cannot go on.</summary>
    Failed,

    /// <summary>Its client reads too slowly, and nothing may be left out.</summary>
    Lagged,
}
