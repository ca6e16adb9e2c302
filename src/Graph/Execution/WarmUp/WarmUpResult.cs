namespace Graph.Execution.WarmUp;

/// <summary>What became of a warm-up operation.</summary>
internal enum WarmUpResult
{
    /// <summary>Its answer has no errors.</summary>
    Succeeded,

    /// <summary>Its answer has errors, or it was refused.</summary>
    Failed,

    /// <summary>There was no answer in time.</summary>
    TimedOut,
}
