using System.Buffers.Binary;
using System.Buffers.Text;

namespace Graph.Benchmarks.Realtime;

/// <summary>Takes WebSocket frames of a server apart, as far as a benchmark needs it: no message is parsed as JSON.</summary>
internal static class ServerFrames
{
    public const int Text = 1;
    public const int Close = 8;
    public const int Ping = 9;

    private const int ShortLength = 126;
    private const int MaskedBit = 0x80;

    /// <returns>False when the frame is not whole yet.</returns>
    public static bool TryRead(ReadOnlySpan<byte> received, out int kind, out ReadOnlySpan<byte> payload, out int length)
    {
        kind = length = 0;
        payload = default;
        if (received.Length < 2 || (received[1] == ShortLength && received.Length < 4))
        {
            return false;
        }

        var (header, size) = received[1] == ShortLength ? (4, BinaryPrimitives.ReadUInt16BigEndian(received[2..])) : (2, received[1]);
        if (size > ShortLength && header == 2)
        {
            throw new InvalidOperationException("A frame is longer than any message that is measured.");
        }

        length = header + size;
        if (received.Length < length)
        {
            return false;
        }

        kind = received[0] & 0xF;
        payload = received[header..length];
        return true;
    }

    /// <summary>A frame of a client, masked with zeros.</summary>
    public static byte[] Masked(ReadOnlySpan<byte> payload, int kind = Text)
    {
        const int Final = 0x80;
        byte[] start = payload.Length < ShortLength
            ? [(byte)(Final | kind), (byte)(MaskedBit | payload.Length)]
            : [(byte)(Final | kind), MaskedBit | ShortLength, (byte)(payload.Length >> 8), (byte)payload.Length];
        return [.. start, 0, 0, 0, 0, .. payload];
    }

    /// <returns>0 when the message tells none.</returns>
    public static int VersionIn(ReadOnlySpan<byte> message)
    {
        var name = "\"version\":"u8;
        var at = message.LastIndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(message[(at + name.Length)..], out int version, out _) ? version : 0;
    }
}
