using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Graph.Execution.Results;

namespace Graph.Execution.Streams;

/// <summary>A result as the JSON object that clients get, on one line. The bytes may be shared by any number of clients, so nobody changes them.</summary>
/// <param name="Json">The whole object, but for what is each client's own.</param>
/// <param name="HasExtensions">Whether its last member is <c>extensions</c>, with something in it.</param>
internal readonly record struct ResultPayload(ReadOnlyMemory<byte> Json, bool HasExtensions)
{
    /// <summary>What it shows the state of, among all that the subscription watches: a newer result of the same makes it needless.</summary>
    public int Subject { get; init; }

    /// <summary>Where to resume once it has arrived; stands in <c>extensions.position</c>. Null where nothing resumes.</summary>
    public string? Position { get; init; }

    /// <summary>Older results of the same subscription that this one stands for as well; stands in <c>extensions.lagged</c>.</summary>
    public int Lagged { get; init; }

    /// <param name="result">A result; its data is disposed of.</param>
    /// <param name="content">Its errors and data: what tells whether it says anything new.</param>
    public static ResultPayload Of(OperationResult result, out ReadOnlyMemory<byte> content)
    {
        using var data = result.Data;
        var json = new ArrayBufferWriter<byte>();
        var hasContent = ResultWriter.WriteContent(json, result);
        var length = json.WrittenCount;
        ResultWriter.WriteEnd(json, result, hasContent);
        content = json.WrittenMemory[..length];
        return new ResultPayload(json.WrittenMemory, result.HasExtensions);
    }

    public void WriteTo(IBufferWriter<byte> output)
    {
        if (Lagged == 0 && Position is null)
        {
            output.Write(Json.Span);
            return;
        }

        // Into the object that is written last, without its closing braces.
        output.Write(HasExtensions ? Json.Span[..^2] : Json.Span[..^1]);
        output.Write(HasExtensions ? ","u8 : ",\"extensions\":{"u8);
        if (Position is { } position)
        {
            output.Write("\"position\":\""u8);
            Encoding.ASCII.GetBytes(position, output);
            output.Write(Lagged > 0 ? "\","u8 : "\""u8);
        }

        if (Lagged > 0)
        {
            output.Write("\"lagged\":"u8);
            Span<byte> number = stackalloc byte[11];
            Utf8Formatter.TryFormat(Lagged, number, out var digits);
            output.Write(number[..digits]);
        }

        output.Write("}}"u8);
    }
}
