namespace Graph.Telemetry.Lines;

/// <summary>One log event.</summary>
/// <param name="At">When.</param>
/// <param name="Level">How grave.</param>
/// <param name="Category">Where from.</param>
/// <param name="Event">Its number.</param>
/// <param name="Message">For people.</param>
/// <param name="State">The values in the message, or an <see cref="ILineState"/>, which has the message too; null where there are none.</param>
/// <param name="Exception">What went wrong.</param>
/// <param name="TraceId">Of what it belongs to; null outside of any request.</param>
internal readonly record struct LogEvent(
    DateTimeOffset At, LogLevel Level, string Category, int Event, string? Message, object? State,
    Exception? Exception, string? TraceId);
