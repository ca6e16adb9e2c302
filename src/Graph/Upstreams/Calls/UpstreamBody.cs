using System.Buffers;

namespace Graph.Upstreams.Calls;

/// <summary>A body in a pooled buffer. It belongs to whoever holds the response, who disposes it once it is parsed, and keeps nothing that
/// points into it. One that nobody takes up, as after a retry or a time-out, is left to the garbage collector, which is always safe.</summary>
internal sealed class UpstreamBody : IDisposable
{
    private const int FirstBuffer = 16 * 1024;

    // Longer bodies are seldom; the pool would keep their buffers for long, and make them up to twice as long as asked.
    private const int MaxPooled = 1 << 20;

    private readonly int _length;
    private byte[]? _buffer;

    private UpstreamBody(byte[] buffer, int length) => (_buffer, _length) = (buffer, length);

    public ReadOnlyMemory<byte> Memory
    {
        get
        {
            ObjectDisposedException.ThrowIf(_buffer is null, this);
            return _buffer.AsMemory(0, _length);
        }
    }

    /// <summary>Reads a body, and stops at the limit: what lies past it is neither read nor kept.</summary>
    /// <returns>The body after decompression; null when it is longer than the limit.</returns>
    public static async ValueTask<UpstreamBody?> ReadAsync(HttpContent content, int limit, CancellationToken cancellation)
    {
        var announced = content.Headers.ContentLength;
        if (announced > limit)
        {
            return null;
        }

        await using var stream = await content.ReadAsStreamAsync(cancellation);

        // One byte more than may come, so that the end and the first byte too many are told apart.
        var most = limit + 1;
        var buffer = Rent((int)Math.Min(announced + 1 ?? FirstBuffer, most));
        var length = 0;
        while (true)
        {
            // A read that fails may still be at work on the buffer, which is left to the garbage collector then.
            var read = await stream.ReadAsync(buffer.AsMemory(length, Math.Min(buffer.Length, most) - length), cancellation);
            length += read;
            if (length > limit)
            {
                Return(buffer);
                return null;
            }

            if (read == 0)
            {
                return new UpstreamBody(buffer, length);
            }

            if (length == buffer.Length)
            {
                buffer = Grow(buffer, most);
            }
        }
    }

    /// <summary>Gives the buffer to the next body. Once is enough, and more does nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
        {
            Return(buffer);
        }
    }

    private static byte[] Grow(byte[] full, int most)
    {
        var buffer = Rent((int)Math.Min(2L * full.Length, most));
        full.CopyTo(buffer, 0);
        Return(full);
        return buffer;
    }

    private static byte[] Rent(int bytes) => bytes <= MaxPooled ? ArrayPool<byte>.Shared.Rent(bytes) : new byte[bytes];

    private static void Return(byte[] buffer)
    {
        if (buffer.Length <= MaxPooled)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
