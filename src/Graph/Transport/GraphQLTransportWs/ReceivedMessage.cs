using System.Buffers;

namespace Graph.Transport.GraphQLTransportWs;

/// <summary>What came from a client: a text, in a rented buffer that goes back when this is disposed of, or something else.</summary>
internal readonly struct ReceivedMessage : IDisposable
{
    private readonly byte[]? _buffer;
    private readonly int _length;

    private ReceivedMessage(ReceivedKind kind, byte[]? buffer = null, int length = 0)
    {
        Kind = kind;
        _buffer = buffer;
        _length = length;
    }

    public static ReceivedMessage Closed => new(ReceivedKind.Closed);

    public static ReceivedMessage Binary => new(ReceivedKind.Binary);

    public static ReceivedMessage TooLarge => new(ReceivedKind.TooLarge);

    public ReceivedKind Kind { get; }

    public ReadOnlyMemory<byte> Text => _buffer.AsMemory(0, _length);

    public static ReceivedMessage OfText(byte[]? rented, int length) => new(ReceivedKind.Text, rented, length);

    public void Dispose()
    {
        if (_buffer is not null)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }
    }
}
