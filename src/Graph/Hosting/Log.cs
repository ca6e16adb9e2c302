using Graph.Telemetry;

namespace Graph.Hosting;

internal static partial class Log
{
    [LoggerMessage(EventIds.Draining, LogLevel.Information, "Stopping: not ready from now on, and serving for another {Delay}")]
    public static partial void Draining(ILogger logger, TimeSpan delay);
}
