namespace Graph.Upstreams.Calls;

/// <summary>Reads a body and stops at the limit: what lies past it is neither read nor kept.</summary>
internal static class BoundedBody
{
    private const int FirstBuffer = 16 * 1024;

    /// <summary>The body after decompression; null when it is longer than the limit.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int limit, CancellationToken cancellation)
    {
        var announced = content.Headers.ContentLength;
        if (announced > limit)
        {
            return null;
        }

        await using var stream = await content.ReadAsStreamAsync(cancellation);

        // One byte more than may come, so that the end and the first byte too many are told apart.
        var buffer = new byte[Math.Min(announced ?? FirstBuffer, limit) + 1];
        var length = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellation);
            length += read;
            if (length > limit)
            {
                return null;
            }

            if (read == 0)
            {
                return buffer.AsMemory(0, length);
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(2L * length, limit + 1L));
            }
        }
    }
}
