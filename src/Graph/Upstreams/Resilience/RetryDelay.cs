using Graph.Upstreams.Configuration;

namespace Graph.Upstreams.Resilience;

/// <summary>Doubles from retry to retry up to a limit, and takes off up to a half at random, so that callers that failed together do not
/// come back together. (Polly's own jitter may go below half, and above the delay.)</summary>
internal static class RetryDelay
{
    /// <param name="retry">0 for the first retry.</param>
    /// <param name="options">Base and limit.</param>
    /// <param name="random">From 0 to 1.</param>
    public static TimeSpan Of(int retry, RetryOptions options, double random)
    {
        var exponential = options.BaseDelay * Math.Pow(2, retry);
        return (exponential < options.MaxDelay ? exponential : options.MaxDelay) * (0.5 + 0.5 * random);
    }
}
