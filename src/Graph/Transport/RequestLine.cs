using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using Graph.Telemetry;
using Graph.Telemetry.Lines;

namespace Graph.Transport;

/// <summary>The line that each request leaves in the log.</summary>
/// <param name="method">Of HTTP.</param>
/// <param name="operationType">Null when there was no operation to run.</param>
/// <param name="operationName">As the document has it.</param>
/// <param name="status">Of the answer.</param>
/// <param name="elapsed">From the headers' arrival to the answer's last byte.</param>
/// <param name="errors">In the answer.</param>
/// <param name="trace">What the request is found by.</param>
internal sealed class RequestLine(
    string method, string? operationType, string? operationName, int status, TimeSpan elapsed, int errors, RequestTrace trace)
    : ILineState, IReadOnlyList<KeyValuePair<string, object?>>
{
    public static readonly EventId Event = new(EventIds.RequestServed, nameof(EventIds.RequestServed));

    private const string Template =
        "{Method} {OperationType} {OperationName} answered {Status} in {Milliseconds} ms with {Errors} errors (trace {TraceId})";

    private const string None = "-";

    private static readonly JsonEncodedText Method = JsonEncodedText.Encode(nameof(Method));
    private static readonly JsonEncodedText OperationType = JsonEncodedText.Encode(nameof(OperationType));
    private static readonly JsonEncodedText OperationName = JsonEncodedText.Encode(nameof(OperationName));
    private static readonly JsonEncodedText Status = JsonEncodedText.Encode(nameof(Status));
    private static readonly JsonEncodedText Milliseconds = JsonEncodedText.Encode(nameof(Milliseconds));
    private static readonly JsonEncodedText Errors = JsonEncodedText.Encode(nameof(Errors));
    private static readonly JsonEncodedText Trace = JsonEncodedText.Encode("TraceId");

    // Microseconds are as exact as it is.
    private readonly double _milliseconds = Math.Round(elapsed.TotalMilliseconds, 3);

    public int Count => 8;

    string ILineState.TraceId => trace.Context.TraceId.ToHexString();

    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new(nameof(Method), method),
        1 => new(nameof(OperationType), operationType),
        2 => new(nameof(OperationName), operationName),
        3 => new(nameof(Status), status),
        4 => new(nameof(Milliseconds), _milliseconds),
        5 => new(nameof(Errors), errors),
        6 => new("TraceId", trace.Id),
        7 => new("{OriginalFormat}", Template),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    public bool TryWriteMessage(Span<byte> utf8, out int written) => Utf8.TryWrite(
        utf8, CultureInfo.InvariantCulture,
        $"{method} {operationType ?? None} {operationName ?? None} answered {status} in {_milliseconds} ms with {errors} errors", out written);

    public void WriteValues(Utf8JsonWriter json)
    {
        json.WriteString(Method, method);
        json.WriteString(OperationType, operationType);
        json.WriteString(OperationName, operationName);
        json.WriteNumber(Status, status);
        json.WriteNumber(Milliseconds, _milliseconds);
        json.WriteNumber(Errors, errors);
        if (trace.IsNamed)
        {
            json.WriteString(Trace, trace.Id);
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{method} {operationType ?? None} {operationName ?? None} answered {status} in {_milliseconds} ms with {errors} errors (trace {trace.Id})");

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
