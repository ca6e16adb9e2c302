using System.Buffers.Binary;
using Graph.Invalidation;

namespace Graph.Caching.Shared;

/// <summary>The fixed part of an entry's bytes, all numbers big-endian. The store's script reads the first <see cref="CompareSize"/> of them.</summary>
/// <param name="Flags">What the rest is.</param>
/// <param name="Position">What was known of the log at the START of the fetch.</param>
/// <param name="Version">The value's version; -1 where it has none.</param>
/// <param name="FetchedAt">The start of the fetch, in Unix milliseconds.</param>
/// <param name="Ttl">The value's own ttl in milliseconds; 0 where its type's applies.</param>
/// <param name="Extent">How many items of a list were asked for.</param>
/// <param name="Content">A hash of the value, which tells two of one version, or of none, apart.</param>
internal readonly record struct EntryHeader(
    EntryFlags Flags, Position Position, long Version, long FetchedAt, long Ttl, int Extent, ulong Content)
{
    /// <summary>Raised when a reader of before would misunderstand an entry; one of another format is a miss.</summary>
    public const byte Format = 1;

    public const int CompareSize = 28;

    public const int Size = 64;

    private const byte Magic0 = (byte)'G';
    private const byte Magic1 = (byte)'E';

    public void Write(Span<byte> to)
    {
        to[0] = Magic0;
        to[1] = Magic1;
        to[2] = Format;
        to[3] = (byte)Flags;
        BinaryPrimitives.WriteInt64BigEndian(to[4..], Position.Epoch);
        BinaryPrimitives.WriteInt64BigEndian(to[12..], Position.Id);
        BinaryPrimitives.WriteInt64BigEndian(to[20..], Version);
        BinaryPrimitives.WriteInt64BigEndian(to[28..], FetchedAt);
        BinaryPrimitives.WriteInt64BigEndian(to[36..], Ttl);
        BinaryPrimitives.WriteInt32BigEndian(to[44..], Extent);
        BinaryPrimitives.WriteUInt64BigEndian(to[48..], Content);
    }

    public static bool TryRead(ReadOnlySpan<byte> from, out EntryHeader header)
    {
        header = default;
        if (from.Length < Size || from[0] != Magic0 || from[1] != Magic1 || from[2] != Format)
        {
            return false;
        }

        header = new EntryHeader(
            (EntryFlags)from[3],
            new Position(BinaryPrimitives.ReadInt64BigEndian(from[4..]), BinaryPrimitives.ReadInt64BigEndian(from[12..])),
            BinaryPrimitives.ReadInt64BigEndian(from[20..]),
            BinaryPrimitives.ReadInt64BigEndian(from[28..]),
            BinaryPrimitives.ReadInt64BigEndian(from[36..]),
            BinaryPrimitives.ReadInt32BigEndian(from[44..]),
            BinaryPrimitives.ReadUInt64BigEndian(from[48..]));
        return true;
    }
}
