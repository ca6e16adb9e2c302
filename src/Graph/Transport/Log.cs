using Graph.Telemetry;

namespace Graph.Transport;

internal static partial class Log
{
    [LoggerMessage(EventIds.RequestServed, LogLevel.Information,
        "{Method} {OperationType} {OperationName} answered {Status} in {Milliseconds} ms with {Errors} errors (trace {TraceId})")]
    public static partial void RequestServed(
        ILogger logger, string method, string? operationType, string? operationName, int status, double milliseconds, int errors, string traceId);

    [LoggerMessage(EventIds.ClientGone, LogLevel.Debug, "Client gone after {Milliseconds} ms (trace {TraceId})")]
    public static partial void ClientGone(ILogger logger, double milliseconds, string traceId);

    [LoggerMessage(EventIds.IdeAbsent, LogLevel.Information, "The IDE's files are not in {Folder}; a page that says how to get them is shown instead")]
    public static partial void IdeAbsent(ILogger logger, string folder);
}
