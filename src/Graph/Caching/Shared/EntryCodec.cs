using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;

namespace Graph.Caching.Shared;

/// <summary>Values as bytes and back. What can't be read is no value: a torn, foreign, newer or older entry is a miss.</summary>
/// <param name="compressAbove">Bodies larger than this are compressed.</param>
/// <param name="maxBytes">Bodies larger than this are neither written nor read.</param>
/// <param name="cipher">Encrypts bodies; null leaves them readable.</param>
internal sealed class EntryCodec(int compressAbove, int maxBytes, BodyCipher? cipher)
{
    private const int ChecksumAt = 56;
    private const int Quality = 1; // the fastest: a cache is written more often than it is full
    private const int Window = 18;

    public static EncodedValue Encode<T>(T? value) where T : class
    {
        var json = value is null ? [] : JsonSerializer.SerializeToUtf8Bytes(value);
        return new EncodedValue(json, XxHash3.HashToUInt64(json));
    }

    /// <returns>Null when it is too large to be kept.</returns>
    public byte[]? Write(string key, EntryHeader header, IReadOnlyList<string> tags, EncodedValue value)
    {
        var body = BodyOf(tags, value.Json);
        if (body.Length > maxBytes)
        {
            return null;
        }

        var flags = header.Flags;
        if (body.Length > compressAbove && Compress(body) is { } smaller)
        {
            body = smaller;
            flags |= EntryFlags.Compressed;
        }

        if (cipher is not null)
        {
            body = cipher.Encrypt(body, key);
            flags |= EntryFlags.Encrypted;
        }

        var bytes = new byte[EntryHeader.Size + body.Length];
        (header with { Flags = flags, Content = value.Content }).Write(bytes);
        body.CopyTo(bytes, EntryHeader.Size);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(ChecksumAt), ChecksumOf(bytes));
        return bytes;
    }

    /// <returns>Null when it can't be read.</returns>
    public SharedEntry<T>? Read<T>(string key, byte[] bytes) where T : class
    {
        if (!EntryHeader.TryRead(bytes, out var header)
            || BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(ChecksumAt)) != ChecksumOf(bytes)
            || header.Flags.HasFlag(EntryFlags.Encrypted) != cipher is not null)
        {
            return null;
        }

        try
        {
            var body = bytes.AsSpan(EntryHeader.Size).ToArray();
            body = cipher is null ? body : cipher.Decrypt(body, key);
            body = header.Flags.HasFlag(EntryFlags.Compressed) ? Decompress(body) : body;
            return body is null ? null : Parse<T>(header, body);
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException or ArgumentException
            or InvalidDataException or System.Security.Cryptography.CryptographicException)
        {
            return null; // of another shape, or another key's
        }
    }

    private static SharedEntry<T>? Parse<T>(EntryHeader header, ReadOnlySpan<byte> body) where T : class
    {
        if (body.Length < 2)
        {
            return null;
        }

        var tags = new string[BinaryPrimitives.ReadUInt16BigEndian(body)];
        body = body[2..];
        for (var i = 0; i < tags.Length; i++)
        {
            if (body.Length < 2 || BinaryPrimitives.ReadUInt16BigEndian(body) is var length && body.Length < 2 + length)
            {
                return null;
            }

            tags[i] = Encoding.UTF8.GetString(body.Slice(2, length));
            body = body[(2 + length)..];
        }

        var value = header.Flags.HasFlag(EntryFlags.Absent) ? null : JsonSerializer.Deserialize<T>(body);
        return value is null != header.Flags.HasFlag(EntryFlags.Absent) ? null : new SharedEntry<T>(header, tags, value);
    }

    private static byte[] BodyOf(IReadOnlyList<string> tags, byte[] json)
    {
        var size = 2 + json.Length + tags.Sum(tag => 2 + Encoding.UTF8.GetByteCount(tag));
        var body = new byte[size];
        var rest = body.AsSpan();
        BinaryPrimitives.WriteUInt16BigEndian(rest, checked((ushort)tags.Count));
        rest = rest[2..];
        foreach (var tag in tags)
        {
            var length = Encoding.UTF8.GetBytes(tag, rest[2..]);
            BinaryPrimitives.WriteUInt16BigEndian(rest, checked((ushort)length));
            rest = rest[(2 + length)..];
        }

        json.CopyTo(rest);
        return body;
    }

    /// <returns>Null where it would not get smaller.</returns>
    private static byte[]? Compress(byte[] body)
    {
        var rented = ArrayPool<byte>.Shared.Rent(body.Length);
        try
        {
            BinaryPrimitives.WriteInt32BigEndian(rented, body.Length);
            return BrotliEncoder.TryCompress(body, rented.AsSpan(4, body.Length - 4), out var written, Quality, Window)
                ? rented[..(4 + written)]
                : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private byte[]? Decompress(byte[] body)
    {
        if (body.Length < 4 || BinaryPrimitives.ReadInt32BigEndian(body) is var size && (size < 0 || size > maxBytes))
        {
            return null;
        }

        var plain = new byte[size];
        return BrotliDecoder.TryDecompress(body.AsSpan(4), plain, out var written) && written == size ? plain : null;
    }

    private static ulong ChecksumOf(ReadOnlySpan<byte> bytes)
    {
        var hash = new XxHash3();
        hash.Append(bytes[..ChecksumAt]);
        hash.Append(bytes[EntryHeader.Size..]);
        return hash.GetCurrentHashAsUInt64();
    }
}
