using System.Buffers;
using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using Graph.Execution.Results;
using GraphQL.Execution;

namespace Graph.TestKit.Stock;

/// <summary>Writes GraphQL.NET's tree of executed nodes, whose nulls have been propagated.</summary>
internal sealed class NodeData(RootExecutionNode root) : IResultData
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private byte[]? _json;

    public int Length => Json.Length;

    private byte[] Json => _json ??= Make();

    public void WriteTo(IBufferWriter<byte> output) => output.Write(Json);

    public void CopyTo(Span<byte> target) => Json.CopyTo(target);

    private byte[] Make()
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output, Options);
        Write(writer, root);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    public void Dispose()
    {
        // Nothing is pooled here.
    }

    private static void Write(Utf8JsonWriter writer, ExecutionNode node)
    {
        switch (node)
        {
            case ObjectExecutionNode { SubFields: { } fields }:
                writer.WriteStartObject();
                foreach (var field in fields)
                {
                    writer.WritePropertyName(field.Name!);
                    Write(writer, field);
                }

                writer.WriteEndObject();
                break;
            case ArrayExecutionNode { Items: { } items }:
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                WriteValue(writer, node.ToValue());
                break;
        }
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case IEnumerable items:
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    WriteValue(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                throw new NotSupportedException($"A scalar was serialized to {value.GetType().Name}, which has no JSON form.");
        }
    }
}
