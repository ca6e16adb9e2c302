using Graph.Telemetry;

namespace Graph.Upstreams;

internal static partial class Log
{
    [LoggerMessage(EventIds.CircuitOpened, LogLevel.Warning, "Upstream {Upstream} keeps failing; it is not called for {BreakDuration}.")]
    public static partial void CircuitOpened(ILogger logger, string upstream, TimeSpan breakDuration);

    [LoggerMessage(EventIds.CircuitHalfOpen, LogLevel.Information, "Upstream {Upstream} is tried again with one call.")]
    public static partial void CircuitHalfOpen(ILogger logger, string upstream);

    [LoggerMessage(EventIds.CircuitClosed, LogLevel.Information, "Upstream {Upstream} answers again.")]
    public static partial void CircuitClosed(ILogger logger, string upstream);

    [LoggerMessage(EventIds.UpstreamRetry, LogLevel.Debug, "Retry {Retry} of {Route} of upstream {Upstream} in {Delay}.")]
    public static partial void Retry(ILogger logger, string upstream, string route, int retry, TimeSpan delay);

    [LoggerMessage(EventIds.RetryBudgetExhausted, LogLevel.Warning,
        "Upstream {Upstream} fails more often than Retry:BudgetRatio ({BudgetRatio}) lets calls be repeated; some fail without a retry.")]
    public static partial void RetryBudgetExhausted(ILogger logger, string upstream, double budgetRatio);

    [LoggerMessage(EventIds.UpstreamInvalidResponse, LogLevel.Warning,
        "Upstream {Upstream} answered {Route} with a body that is not what its contract says: {Reason}.")]
    public static partial void InvalidResponse(ILogger logger, string upstream, string route, string reason);

    [LoggerMessage(EventIds.EmbeddedUpstreamsStarted, LogLevel.Information,
        "The embedded reference upstreams listen on {Address} and stand in for {Upstreams}.")]
    public static partial void EmbeddedUpstreamsStarted(ILogger logger, Uri address, string upstreams);

    [LoggerMessage(EventIds.EmbeddedEventsSent, LogLevel.Information, "The embedded reference upstreams tell of their changes at {Address}.")]
    public static partial void EmbeddedEventsSent(ILogger logger, Uri address);

    [LoggerMessage(EventIds.EmbeddedEventsOff, LogLevel.Warning,
        "The embedded reference upstreams do not tell of their changes: {Reason} What they change by themselves shows when cached values expire.")]
    public static partial void EmbeddedEventsOff(ILogger logger, string reason);
}
