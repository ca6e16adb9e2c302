using System.Collections;
using System.Text;
using Graph.Execution.Values;
using GraphQL.Execution;

namespace Graph.Execution.Introspection;

/// <summary>Writes what GraphQL.NET has found out about the schema.</summary>
internal static class IntrospectionWriter
{
    public static void Write(JsonBuffer buffer, ExecutionNode node)
    {
        switch (node)
        {
            case ObjectExecutionNode { SubFields: { } fields }:
                WriteObject(buffer, fields);
                break;
            case ArrayExecutionNode { Items: { } items }:
                WriteList(buffer, items, Write);
                break;
            default:
                WriteValue(buffer, node.ToValue());
                break;
        }
    }

    private static void WriteObject(JsonBuffer buffer, ExecutionNode[] fields)
    {
        buffer.Write((byte)'{');
        for (var i = 0; i < fields.Length; i++)
        {
            buffer.Write(Encoding.UTF8.GetBytes($"{(i == 0 ? "" : ",")}\"{fields[i].Name}\":"));
            Write(buffer, fields[i]);
        }

        buffer.Write((byte)'}');
    }

    private static void WriteList<T>(JsonBuffer buffer, IEnumerable<T> items, Action<JsonBuffer, T> write)
    {
        var isFirst = true;
        buffer.Write((byte)'[');
        foreach (var item in items)
        {
            buffer.Write(isFirst ? [] : ","u8);
            write(buffer, item);
            isFirst = false;
        }

        buffer.Write((byte)']');
    }

    private static void WriteValue(JsonBuffer buffer, object? value)
    {
        switch (value)
        {
            case null:
                buffer.Write("null"u8);
                break;
            case string text:
                JsonText.Write(buffer, text);
                break;
            case bool truth:
                BooleanFormat.Write(buffer, truth);
                break;
            case IEnumerable items:
                WriteList(buffer, items.Cast<object?>(), WriteValue);
                break;
            default:
                throw new NotSupportedException($"Introspection has given a {value.GetType().Name}.");
        }
    }
}
