using System.Buffers;
using System.Text.Json;
using Graph.Execution.Explaining;
using Graph.Execution.Values;

namespace Graph.Execution.Results;

/// <summary>Writes a result as JSON: errors first, as GraphQL recommends (7.1.1), then data, then extensions.</summary>
internal static class ResultWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JsonText.Encoder, SkipValidation = true };

    /// <summary>What stands before data that is alone; one brace stands behind.</summary>
    public static ReadOnlySpan<byte> BeforeData => "{\"data\":"u8;

    /// <summary>How many bytes <see cref="Write(IBufferWriter{byte}, OperationResult)"/> will write, where that is known before: of data alone.</summary>
    public static long? LengthOf(OperationResult result) => result is { Errors.Count: 0, HasExtensions: false, Data: { } data }
        ? BeforeData.Length + data.Length + 1
        : null;

    public static void Write(IBufferWriter<byte> output, OperationResult result) => WriteEnd(output, result, WriteContent(output, result));

    /// <summary>Writes what comes behind <see cref="WriteContent"/>.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="result">The result.</param>
    /// <param name="hasContent">What <see cref="WriteContent"/> has said.</param>
    public static void WriteEnd(IBufferWriter<byte> output, OperationResult result, bool hasContent)
    {
        if (result.HasExtensions)
        {
            output.Write(hasContent ? ",\"extensions\":"u8 : "{\"extensions\":"u8);
            WriteExtensions(output, result);
        }

        output.Write(hasContent || result.HasExtensions ? "}"u8 : "{}"u8);
    }

    /// <summary>Writes errors and data, without what closes the object.</summary>
    /// <returns>False when there is nothing, and nothing has been written.</returns>
    public static bool WriteContent(IBufferWriter<byte> output, OperationResult result)
    {
        var separator = "{"u8;
        if (result.Errors.Count > 0)
        {
            output.Write("{\"errors\":"u8);
            WriteErrors(output, result.Errors);
            separator = ","u8;
        }

        if (result.Outcome == ResultOutcome.Executed)
        {
            output.Write(separator);
            output.Write("\"data\":"u8);
            WriteData(output, result.Data);
            separator = ","u8;
        }

        return !separator.SequenceEqual("{"u8);
    }

    /// <summary>Writes errors alone, as a list.</summary>
    public static void Write(IBufferWriter<byte> output, IReadOnlyList<GraphError> errors) => WriteErrors(output, errors);

    private static void WriteData(IBufferWriter<byte> output, IResultData? data)
    {
        if (data is null)
        {
            output.Write("null"u8);
            return;
        }

        data.WriteTo(output);
    }

    private static void WriteErrors(IBufferWriter<byte> output, IReadOnlyList<GraphError> errors)
    {
        using var writer = new Utf8JsonWriter(output, Options);
        writer.WriteStartArray();
        foreach (var error in errors)
        {
            Write(writer, error);
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, GraphError error)
    {
        writer.WriteStartObject();
        writer.WriteString("message"u8, error.Message);
        if (error.Locations.Count > 0)
        {
            writer.WriteStartArray("locations"u8);
            foreach (var (line, column) in error.Locations)
            {
                writer.WriteStartObject();
                writer.WriteNumber("line"u8, line);
                writer.WriteNumber("column"u8, column);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        WritePath(writer, error.Path);
        WriteExtensions(writer, error);
        writer.WriteEndObject();
    }

    private static void WritePath(Utf8JsonWriter writer, IReadOnlyList<object>? path)
    {
        if (path is null)
        {
            return;
        }

        writer.WriteStartArray("path"u8);
        foreach (var segment in path)
        {
            if (segment is int index)
            {
                writer.WriteNumberValue(index);
            }
            else
            {
                writer.WriteStringValue((string)segment);
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteExtensions(Utf8JsonWriter writer, GraphError error)
    {
        writer.WriteStartObject("extensions"u8);
        writer.WriteString("code"u8, error.Code);
        if (error.Upstream is { } upstream)
        {
            writer.WriteString("upstream"u8, upstream);
        }

        if (error.Retryable is { } retryable)
        {
            writer.WriteBoolean("retryable"u8, retryable);
        }

        if (error.TraceId is { } traceId)
        {
            writer.WriteString("traceId"u8, traceId);
        }

        writer.WriteEndObject();
    }

    private static void WriteExtensions(IBufferWriter<byte> output, OperationResult result)
    {
        using var writer = new Utf8JsonWriter(output, Options);
        writer.WriteStartObject();
        if (result.IsOptimistic)
        {
            writer.WriteBoolean("optimistic"u8, true);
        }

        if (result.Stale.Count > 0)
        {
            WriteStale(writer, result.Stale);
        }

        if (result.Explanation is { } explanation)
        {
            writer.WritePropertyName("explain"u8);
            JsonSerializer.Serialize(writer, explanation with { Position = result.Position }, ExplainJson.Default.ExplainReport);
        }

        writer.WriteEndObject();
    }

    private static void WriteStale(Utf8JsonWriter writer, IReadOnlyDictionary<string, TimeSpan> stale)
    {
        writer.WriteStartArray("stale"u8);
        foreach (var (type, age) in stale)
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, type);
            writer.WriteNumber("ageSeconds"u8, (long)age.TotalSeconds);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
