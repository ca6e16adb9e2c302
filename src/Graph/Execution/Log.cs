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

    [LoggerMessage(EventIds.WarmUpOperationFailed, LogLevel.Warning, "The warm-up operation '{Operation}' failed after {Milliseconds} ms: {Problem}")]
    public static partial void WarmUpOperationFailed(ILogger logger, string operation, double milliseconds, string problem);

    [LoggerMessage(EventIds.TrustedDocumentsRead, LogLevel.Information, "{Documents} trusted documents read from '{Folder}'")]
    public static partial void TrustedDocumentsRead(ILogger logger, int documents, string folder);

    [LoggerMessage(EventIds.DocumentForged, LogLevel.Warning, "Redis has a text under {Key} that is not the document {Hash}; it is not used")]
    public static partial void DocumentForged(ILogger logger, string key, string hash);

    [LoggerMessage(
        EventIds.SharedDocumentsAway, LogLevel.Warning,
        "Redis could not be asked for documents ({Reason}); it is left alone for {Pause}, only those that are remembered here are known")]
    public static partial void SharedDocumentsAway(ILogger logger, TimeSpan pause, string reason);

    [LoggerMessage(
        EventIds.WarmUpPostponed, LogLevel.Warning,
        "Critical warm-up operations took longer than {Timeout} (WarmUp:CriticalTimeout); these run after readiness: {Operations}")]
    public static partial void WarmUpPostponed(ILogger logger, TimeSpan timeout, string operations);

    [LoggerMessage(
        EventIds.WarmUpFinished, LogLevel.Information,
        "Warm-up {Phase}: {Succeeded} of {Operations} operations succeeded, in {Milliseconds} ms")]
    public static partial void WarmUpFinished(ILogger logger, string phase, int succeeded, int operations, double milliseconds);
}
