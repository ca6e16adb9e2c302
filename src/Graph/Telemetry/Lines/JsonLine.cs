using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Graph.Telemetry.Lines;

/// <summary>Writes one log event as a JSON object on one line, with the names that the framework's JSON console gives its members. Instead of all
/// scopes it has the trace id, by which whatever belongs together is found.</summary>
internal sealed class JsonLine : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    // Always the same for one event's number.
    private const string Template = "{OriginalFormat}";

    private readonly char[] _time = new char[24];
    private readonly byte[] _message = new byte[256]; // longer ones are written as text first
    private readonly Utf8JsonWriter _writer = new(Stream.Null, Options);

    private long _second = -1;

    public void Write(in LogEvent log, IBufferWriter<byte> output)
    {
        _writer.Reset(output);
        _writer.WriteStartObject();
        WriteTime(log.At);
        _writer.WriteNumber("EventId"u8, log.Event);
        _writer.WriteString("LogLevel"u8, NameOf(log.Level));
        _writer.WriteString("Category"u8, log.Category);
        if (log.TraceId is { } traceId)
        {
            _writer.WriteString("TraceId"u8, traceId);
        }

        WriteMessage(log);
        if (log.Exception is { } exception)
        {
            _writer.WriteString("Exception"u8, exception.ToString());
        }

        WriteState(log.State);
        _writer.WriteEndObject();
        _writer.Flush();
        output.Write("\n"u8);
    }

    public void Dispose() => _writer.Dispose();

    /// <summary>As <c>2026-01-02T03:04:05.678Z</c>: what comes before the milliseconds is the same for many lines.</summary>
    private void WriteTime(DateTimeOffset at)
    {
        var second = at.UtcTicks / TimeSpan.TicksPerSecond;
        if (second != _second)
        {
            _second = second;
            at.UtcDateTime.TryFormat(_time, out _, "yyyy-MM-ddTHH:mm:ss.000Z", CultureInfo.InvariantCulture);
        }

        var milliseconds = at.Millisecond;
        _time[20] = (char)('0' + (milliseconds / 100));
        _time[21] = (char)('0' + (milliseconds / 10 % 10));
        _time[22] = (char)('0' + (milliseconds % 10));
        _writer.WriteString("Timestamp"u8, _time);
    }

    private void WriteMessage(in LogEvent log)
    {
        if (log.State is ILineState line && line.TryWriteMessage(_message, out var written))
        {
            _writer.WriteString("Message"u8, _message.AsSpan(0, written));
        }
        else
        {
            _writer.WriteString("Message"u8, log.Message ?? log.State?.ToString());
        }
    }

    private void WriteState(object? state)
    {
        if (state is not (ILineState or IReadOnlyList<KeyValuePair<string, object?>>))
        {
            return;
        }

        _writer.WriteStartObject("State"u8);
        if (state is ILineState line)
        {
            line.WriteValues(_writer);
        }
        else
        {
            WriteMembers((IReadOnlyList<KeyValuePair<string, object?>>)state);
        }

        _writer.WriteEndObject();
    }

    private void WriteMembers(IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            var (name, value) = values[i];
            if (name != Template)
            {
                _writer.WritePropertyName(name);
                WriteValue(value);
            }
        }
    }

    private void WriteValue(object? value)
    {
        switch (value)
        {
            case null:
                _writer.WriteNullValue();
                break;
            case string text:
                _writer.WriteStringValue(text);
                break;
            case bool truth:
                _writer.WriteBooleanValue(truth);
                break;
            case int number:
                _writer.WriteNumberValue(number);
                break;
            case long number:
                _writer.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                _writer.WriteNumberValue(number);
                break;
            default:
                _writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static ReadOnlySpan<byte> NameOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "Trace"u8,
        LogLevel.Debug => "Debug"u8,
        LogLevel.Information => "Information"u8,
        LogLevel.Warning => "Warning"u8,
        LogLevel.Error => "Error"u8,
        _ => "Critical"u8,
    };
}
