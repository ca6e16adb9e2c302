using System.Buffers;

namespace Graph.Execution.Results;

/// <summary>The data of a result that any number of requests get.</summary>
internal sealed class SharedData(ReadOnlyMemory<byte> json) : IResultData
{
    public int Length => json.Length;

    public void WriteTo(IBufferWriter<byte> output) => output.Write(json.Span);

    public void CopyTo(Span<byte> target) => json.Span.CopyTo(target);

    public void Dispose()
    {
        // nobody's own
    }
}
