using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Graph.Domains.Abstractions;

namespace Graph.Caching.ResponseCache;

/// <summary>What tells two responses apart: a SHA-256. Nobody can make two requests that share one.</summary>
internal readonly record struct ResponseKey(ulong First, ulong Second, ulong Third, ulong Fourth)
{
    public const int Bytes = SHA256.HashSizeInBytes;

    // Any part of a SHA-256 is as good as any other.
    public override int GetHashCode() => (int)First;

    /// <summary>The key of some bytes.</summary>
    public static ResponseKey Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[Bytes];
        SHA256.HashData(bytes, hash);
        return Read(hash);
    }

    public static ResponseKey Read(ReadOnlySpan<byte> hash) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(hash),
        BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]),
        BinaryPrimitives.ReadUInt64LittleEndian(hash[16..]),
        BinaryPrimitives.ReadUInt64LittleEndian(hash[24..]));

    /// <summary>The key of the same operation for one viewer alone. Other roles are another key: they may see other things.</summary>
    public ResponseKey For(Viewer viewer)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes<ulong>([First, Second, Third, Fourth]));
        Append(hash, viewer.Id);
        foreach (var role in viewer.Roles.Order(StringComparer.Ordinal))
        {
            Append(hash, role);
        }

        return Read(hash.GetHashAndReset());
    }

    // With its length first: no two lists of texts run together.
    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
