using System.Text.Json;

namespace Graph.Telemetry.Lines;

/// <summary>The state of an event that is logged with each request: it writes its part of a JSON line itself, with no text made and no value
/// boxed for it. Other loggers read it as they read any state.</summary>
internal interface ILineState
{
    /// <summary>The line's <c>TraceId</c>; what the state writes need not say it again.</summary>
    string TraceId { get; }

    /// <summary>Writes the message.</summary>
    /// <returns>False when it does not fit.</returns>
    bool TryWriteMessage(Span<byte> utf8, out int written);

    /// <summary>Writes the members of <c>State</c>.</summary>
    void WriteValues(Utf8JsonWriter json);
}
