using Graph.Telemetry;

namespace Graph.Execution;

internal static partial class Log
{
    [LoggerMessage(EventIds.FieldFailed, LogLevel.Error, "Field '{Field}' failed by a defect (trace {TraceId})")]
    public static partial void FieldFailed(ILogger logger, string field, string traceId, Exception defect);

    [LoggerMessage(EventIds.OperationFailed, LogLevel.Error, "Operation failed by a defect (trace {TraceId})")]
    public static partial void OperationFailed(ILogger logger, string traceId, Exception defect);

    [LoggerMessage(EventIds.SchemaReady, LogLevel.Information, "Schema ready: {Types} types, {Fields} fields bound; warm after {Milliseconds} ms")]
    public static partial void SchemaReady(ILogger logger, int types, int fields, double milliseconds);

    [LoggerMessage(EventIds.WarmUpFailed, LogLevel.Warning, "The warm-up query '{Query}' failed: {Problem}. The first requests will be slower")]
    public static partial void WarmUpFailed(ILogger logger, string query, string problem);
}
