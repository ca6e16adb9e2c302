using System.Buffers;
using System.Runtime.InteropServices;
using Graph.Upstreams.Calls;

namespace Graph.Tests.Upstreams;

public sealed class UpstreamBodyTests
{
    [Fact]
    public async Task ReadAsync_AnyLengthInAnyPieces_IsWhatCame()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        foreach (var length in (int[])[0, 1, 16_383, 16_384, 16_385, 32_768, 65_537, 1 << 20, (1 << 20) + 1, random.Next(2 << 20)])
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);

            using var body = await ReadAsync(new Pieces(bytes, () => random.Next(1, 40_000)), limit: 4 << 20);

            Assert.True(body!.Memory.Span.SequenceEqual(bytes), $"{length} bytes came as others (seed {seed})");
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(16_384)]
    [InlineData(100_000)]
    [InlineData(3_000_000)]
    public async Task ReadAsync_LongerThanTheLimit_ReadsOneByteMore(int limit)
    {
        var pieces = new Pieces(new byte[2 * limit], () => int.MaxValue);

        Assert.Null(await ReadAsync(pieces, limit));
        Assert.Equal(limit + 1, pieces.Given);
    }

    [Fact]
    public async Task Dispose_Twice_GivesTheBufferBackOnce()
    {
        var body = (await ReadAsync(new MemoryStream(new byte[1_000]), limit: 10_000))!;
        var length = ArrayOf(body.Memory)!.Length;

        body.Dispose();
        body.Dispose();

        // The same thread gets back first what it has given last.
        var (one, other) = (ArrayPool<byte>.Shared.Rent(length), ArrayPool<byte>.Shared.Rent(length));
        Assert.NotSame(one, other);
    }

    [Fact]
    public async Task Memory_AfterDispose_IsNotToBeHad()
    {
        var body = (await ReadAsync(new MemoryStream(new byte[1_000]), limit: 10_000))!;
        Assert.Equal(1_000, body.Memory.Length);

        body.Dispose();

        Assert.Throws<ObjectDisposedException>(() => body.Memory);
    }

    [Fact]
    public async Task ReadAsync_ThatFails_LeavesItsBufferToNobody()
    {
        var broken = new Broken();

        await Assert.ThrowsAsync<IOException>(() => ReadAsync(broken, limit: 10_000));

        Assert.NotNull(broken.Buffer);
        Assert.NotSame(broken.Buffer, ArrayPool<byte>.Shared.Rent(broken.Buffer.Length));
    }

    private static Task<UpstreamBody?> ReadAsync(Stream stream, int limit) =>
        UpstreamBody.ReadAsync(new Unannounced(stream), limit, TestContext.Current.CancellationToken).AsTask();

    private static byte[]? ArrayOf(ReadOnlyMemory<byte> memory) => MemoryMarshal.TryGetArray(memory, out var array) ? array.Array : null;

    /// <summary>Content whose length nobody knows.</summary>
    private sealed class Unannounced(Stream stream) : HttpContent
    {
        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult(stream);

        protected override Task SerializeToStreamAsync(Stream target, System.Net.TransportContext? context) => throw new NotSupportedException();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    /// <summary>Gives at most so many bytes at once.</summary>
    private sealed class Pieces(byte[] bytes, Func<int> most) : MemoryStream(bytes)
    {
        public int Given { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer[..Math.Min(buffer.Length, most())], cancellationToken);
            Given += read;
            return read;
        }
    }

    /// <summary>Fails, and knows the buffer that it was to read into.</summary>
    private sealed class Broken : MemoryStream
    {
        public byte[]? Buffer { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Buffer = ArrayOf(buffer);
            throw new IOException("reset");
        }
    }
}
