using System.Diagnostics;

namespace Graph.Telemetry.Lines;

/// <summary>The logger of one category.</summary>
internal sealed class JsonLineLogger(string category, JsonLineProvider provider) : ILogger
{
    // Of scopes only the trace is told.
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            provider.Write(state is ILineState line
                ? new LogEvent(provider.Now, logLevel, category, eventId.Id, null, line, exception, line.TraceId)
                : new LogEvent(
                    provider.Now, logLevel, category, eventId.Id, formatter(state, exception), state, exception, Activity.Current?.TraceId.ToHexString()));
        }
    }
}
