using Graph.Telemetry;
using Graph.Transport.Realtime;

namespace Graph.Transport;

internal static partial class Log
{
    [LoggerMessage(EventIds.ClientGone, LogLevel.Debug, "Client gone after {Milliseconds} ms (trace {TraceId})")]
    public static partial void ClientGone(ILogger logger, double milliseconds, string traceId);

    [LoggerMessage(EventIds.IdeAbsent, LogLevel.Information, "The IDE's files are not in {Folder}; a page that says how to get them is shown instead")]
    public static partial void IdeAbsent(ILogger logger, string folder);

    [LoggerMessage(EventIds.SocketClosed, LogLevel.Information,
        "WebSocket closed with {Code} ({Reason}) after {Milliseconds} ms, {Operations} operations, {Received} messages in and {Sent} out (trace {TraceId})")]
    public static partial void SocketClosed(
        ILogger logger, int? code, EndReason reason, double milliseconds, long operations, long received, long sent, string traceId);

    [LoggerMessage(EventIds.OperationEnded, LogLevel.Information,
        "WebSocket {OperationType} {OperationName} ended ({Reason}) after {Milliseconds} ms with {Results} results and {Errors} errors (trace {TraceId})")]
    public static partial void OperationEnded(
        ILogger logger, string? operationType, string? operationName, EndReason reason, double milliseconds, long results, int errors, string traceId);

    [LoggerMessage(EventIds.ConnectionFailed, LogLevel.Error, "A connection failed by a defect (trace {TraceId})")]
    public static partial void ConnectionFailed(ILogger logger, string? traceId, Exception defect);

    public static void RequestServed(ILogger logger, RequestLine line)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            logger.Log(LogLevel.Information, RequestLine.Event, line, null, static (line, _) => line.ToString());
        }
    }
}
