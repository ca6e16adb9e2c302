using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Graph.Telemetry.Lines;

/// <summary>Writes one log event as a JSON object on one line, with the names that the framework's JSON console gives them.</summary>
internal sealed class JsonLine : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly Utf8JsonWriter _writer = new(Stream.Null, Options);

    public void Write(in LogEvent log, IBufferWriter<byte> output)
    {
        _writer.Reset(output);
        _writer.WriteStartObject();
        WriteTime(log.At);
        _writer.WriteNumber("EventId"u8, log.Event);
        _writer.WriteString("LogLevel"u8, NameOf(log.Level));
        _writer.WriteString("Category"u8, log.Category);
        _writer.WriteString("Message"u8, log.Message);
        if (log.Exception is { } exception)
        {
            _writer.WriteString("Exception"u8, exception.ToString());
        }

        WriteValues("State"u8, log.State);
        WriteScopes(log.Scopes);
        _writer.WriteEndObject();
        _writer.Flush();
        output.Write("\n"u8);
    }

    public void Dispose() => _writer.Dispose();

    private void WriteTime(DateTimeOffset at)
    {
        Span<char> text = stackalloc char[24];
        at.UtcDateTime.TryFormat(text, out var length, "yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);
        _writer.WriteString("Timestamp"u8, text[..length]);
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

    private void WriteScopes(IExternalScopeProvider? scopes)
    {
        if (scopes is null)
        {
            return;
        }

        _writer.WriteStartArray("Scopes"u8);
        scopes.ForEachScope(static (scope, line) => line.WriteScope(scope), this);
        _writer.WriteEndArray();
    }

    private void WriteScope(object? scope)
    {
        if (scope is not IReadOnlyList<KeyValuePair<string, object?>> values)
        {
            _writer.WriteStringValue(scope?.ToString());
            return;
        }

        _writer.WriteStartObject();
        WriteMembers(values);
        _writer.WriteEndObject();
    }

    private void WriteMembers(IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            var (name, value) = values[i];
            _writer.WritePropertyName(name);
            WriteValue(value);
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
                _writer.WriteStringValue(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture));
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
