using Microsoft.Extensions.Logging;

namespace Graph.TestKit.Server;

/// <summary>A log line as it would have been written, with its exception.</summary>
public sealed record CapturedLog(LogLevel Level, string Category, string Message, string? Exception)
{
    public override string ToString() => $"{Level} {Category}: {Message}{(Exception is null ? "" : Environment.NewLine + Exception)}";
}
