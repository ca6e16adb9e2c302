using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Graph.Caching.ResponseCache;
using Graph.Execution.Documents;
using GraphQLParser.AST;

namespace Graph.Execution.Responses;

/// <summary>What tells two operations apart: the document, which of its operations, and the variables that it declares, in one form whatever
/// order and spacing the client has chosen.</summary>
internal static class OperationKeys
{
    public static ResponseKey Of(PreparedDocument document, GraphQLOperationDefinition operation, JsonElement variables)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        bytes.Write(document.Hash);
        Encoding.UTF8.GetBytes(operation.Name?.StringValue ?? "", bytes);
        bytes.Write((ReadOnlySpan<byte>)[0]); // no name has it
        if (operation.Variables is { Count: > 0 } declared && variables.ValueKind == JsonValueKind.Object)
        {
            // The values that the executor takes, not the client's text: a name that stands there twice must not be read in two ways.
            var values = JsonValues.ToDictionary(variables);
            using var writer = new Utf8JsonWriter(bytes);
            Write(writer, values.Where(value => declared.Items.Exists(variable => variable.Variable.Name.Value == value.Key)));
        }

        return ResponseKey.Of(bytes.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, object?>> members)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(name);
            Write(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case Dictionary<string, object?> members:
                Write(writer, members);
                break;
            case List<object?> items:
                writer.WriteStartArray();
                items.ForEach(item => Write(writer, item));
                writer.WriteEndArray();
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
            case long number:
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case double beyond: // 1e400 is JSON, and no number that there is; nothing else is written so
                writer.WriteRawValue(beyond.ToString(CultureInfo.InvariantCulture), skipInputValidation: true);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
