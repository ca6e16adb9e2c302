using System.Collections.Concurrent;

namespace Graph.Telemetry.Lines;

/// <summary>Logs as JSON lines to the standard output.</summary>
[ProviderAlias("Console")] // the same filters hold as for the framework's console, which it stands for
internal sealed class JsonLineProvider(LineWriter lines, TimeProvider time) : ILoggerProvider
{
    private readonly ConcurrentDictionary<string, JsonLineLogger> _loggers = new(StringComparer.Ordinal);
    private readonly JsonLine _line = new();

    public DateTimeOffset Now => time.GetUtcNow();

    public ILogger CreateLogger(string categoryName) => _loggers.GetOrAdd(categoryName, name => new JsonLineLogger(name, this));

    public void Write(LogEvent log) =>
        lines.Write((_line, log), static (line, output) => line._line.Write(line.log, output), isUrgent: log.Level >= LogLevel.Warning);

    public void Dispose()
    {
        lines.Dispose();
        _line.Dispose();
    }
}
