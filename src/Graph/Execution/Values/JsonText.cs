using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Graph.Execution.Values;

/// <summary>Writes strings as JSON, escaped as <see cref="System.Text.Json.Utf8JsonWriter"/> does with the same encoder.</summary>
internal static class JsonText
{
    /// <summary>An answer is JSON with its own media type, never part of a page: escaping for HTML would only make it longer.</summary>
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private const byte Quote = (byte)'"';

    private const int MostBytesPerChar = 3;

    public static void Write(JsonBuffer buffer, string text)
    {
        var room = buffer.Room(checked((text.Length * MostBytesPerChar) + 2));
        room[0] = Quote;
        var status = Utf8.FromUtf16(text, room[1..], out _, out var written, replaceInvalidSequences: false);
        if (status != OperationStatus.Done || Encoder.FindFirstCharacterToEncodeUtf8(room.Slice(1, written)) >= 0)
        {
            WriteEscaped(buffer, text);
            return;
        }

        room[written + 1] = Quote;
        buffer.Length += written + 2;
    }

    private static void WriteEscaped(JsonBuffer buffer, string text)
    {
        var escaped = ArrayPool<char>.Shared.Rent(checked(text.Length * Encoder.MaxOutputCharactersPerInputCharacter));
        Encoder.Encode(text, escaped, out _, out var length);
        var room = buffer.Room((length * MostBytesPerChar) + 2);
        room[0] = Quote;
        var written = Encoding.UTF8.GetBytes(escaped.AsSpan(0, length), room[1..]);
        room[written + 1] = Quote;
        buffer.Length += written + 2;
        ArrayPool<char>.Shared.Return(escaped);
    }
}
