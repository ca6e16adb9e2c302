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

        _writer.WriteString("Message"u8, log.Message);
        if (log.Exception is { } exception)
        {
            _writer.WriteString("Exception"u8, exception.ToString());
        }

        WriteValues("State"u8, log.State);
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

    private void WriteValues(ReadOnlySpan<byte> name, IReadOnlyList<KeyValuePair<string, object?>>? values)
    {
        if (values is null)
        {
            return;
        }

        _writer.WriteStartObject(name);
        WriteMembers(values);
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
