namespace Graph.Upstreams.Resilience;

/// <summary>What an attempt says about its upstream's health.</summary>
internal enum AttemptVerdict
{
    /// <summary>Nothing: its caller went away, or the upstream only asked for fewer calls.</summary>
    Unknown,

    /// <summary>It answers.</summary>
    Healthy,

    /// <summary>It could not be reached, did not answer in time, or failed.</summary>
    Failed,
}
