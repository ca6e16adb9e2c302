using System.Buffers;
using Graph.Execution.Results;

namespace Graph.Execution.Running;

/// <summary>The data of a result as it goes out, in a pooled array.</summary>
internal sealed class JsonData(byte[] bytes, int length) : IResultData
{
    private byte[]? _bytes = bytes;

    public int Length => length;

    private ReadOnlySpan<byte> Bytes => (_bytes ?? throw new ObjectDisposedException(nameof(JsonData))).AsSpan(0, length);

    public void WriteTo(IBufferWriter<byte> output) => output.Write(Bytes);

    public void CopyTo(Span<byte> target) => Bytes.CopyTo(target);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _bytes, null) is { } pooled)
        {
            ArrayPool<byte>.Shared.Return(pooled);
        }
    }
}
