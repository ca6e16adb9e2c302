using System.Buffers;

namespace Graph.Execution.Results;

/// <summary>The <c>data</c> of a result, in the engine's own form: it writes itself, so no engine needs to build a tree of values.</summary>
/// <remarks>Whoever has sent it disposes of it, which gives its room back. One that is not disposed of costs nothing but that.</remarks>
internal interface IResultData : IDisposable
{
    /// <summary>Bytes of it, as JSON in UTF-8.</summary>
    int Length { get; }

    void WriteTo(IBufferWriter<byte> output);

    /// <param name="target">At least <see cref="Length"/> bytes.</param>
    void CopyTo(Span<byte> target);
}
