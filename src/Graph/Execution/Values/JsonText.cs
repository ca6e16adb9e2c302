using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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
        if (WritePlain(text, room[1..]))
        {
            room[text.Length + 1] = Quote;
            buffer.Length += text.Length + 2;
            return;
        }

        var status = Utf8.FromUtf16(text, room[1..], out _, out var written, replaceInvalidSequences: false);
        if (status != OperationStatus.Done || Encoder.FindFirstCharacterToEncodeUtf8(room.Slice(1, written)) >= 0)
        {
            WriteEscaped(buffer, text);
            return;
        }

        room[written + 1] = Quote;
        buffer.Length += written + 2;
    }

    /// <summary>Writes printable ASCII that needs no escape, which most text is, in one pass.</summary>
    /// <returns>False when there is anything else: what has been written then is of no use.</returns>
    private static bool WritePlain(ReadOnlySpan<char> text, Span<byte> room)
    {
        const int step = 8;
        if (text.Length < step)
        {
            for (var i = 0; i < text.Length; i++)
            {
                if (!IsPlain(text[i]))
                {
                    return false;
                }

                room[i] = (byte)text[i];
            }

            return true;
        }

        for (var i = 0; i < text.Length; i += step)
        {
            // The last step begins early enough to end with the text, and writes some characters once more.
            var at = Math.Min(i, text.Length - step);
            var chars = Vector128.Create(MemoryMarshal.Cast<char, ushort>(text.Slice(at, step)));
            if (!ArePlain(chars))
            {
                return false;
            }

            Unsafe.WriteUnaligned(ref room.Slice(at, step)[0], Vector128.Narrow(chars, chars).AsUInt64().ToScalar());
        }

        return true;
    }

    private static bool IsPlain(char one) => one is >= ' ' and <= '~' and not ('"' or '\\');

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool ArePlain(Vector128<ushort> chars) =>
        (Vector128.GreaterThan(chars - Vector128.Create<ushort>(' '), Vector128.Create<ushort>('~' - ' '))
            | Vector128.Equals(chars, Vector128.Create<ushort>('"'))
            | Vector128.Equals(chars, Vector128.Create<ushort>('\\'))) == Vector128<ushort>.Zero;

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
