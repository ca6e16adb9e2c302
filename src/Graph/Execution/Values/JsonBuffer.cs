using System.Buffers;

namespace Graph.Execution.Values;

/// <summary>JSON in the making, as UTF-8 in one pooled array. Whatever was written last can be taken back.</summary>
internal sealed class JsonBuffer
{
    private byte[] _bytes = [];

    /// <summary>Bytes written. Lowering it takes back what was written beyond.</summary>
    public int Length { get; set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Begins anew, with room for about as much as is expected.</summary>
    public void Begin(int expected)
    {
        Length = 0;
        if (_bytes.Length < expected)
        {
            Release();
            _bytes = ArrayPool<byte>.Shared.Rent(expected);
        }
    }

    /// <summary>Room for at least so many bytes; <see cref="Length"/> is raised by what was used of it.</summary>
    public Span<byte> Room(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Grow(count);
        }

        return _bytes.AsSpan(Length);
    }

    public void Write(byte one)
    {
        if (_bytes.Length == Length)
        {
            Grow(1);
        }

        _bytes[Length++] = one;
    }

    public void Write(ReadOnlySpan<byte> json)
    {
        if (_bytes.Length - Length < json.Length)
        {
            Grow(json.Length);
        }

        json.CopyTo(_bytes.AsSpan(Length));
        Length += json.Length;
    }

    /// <summary>Hands the array over to whoever returns it to <see cref="ArrayPool{T}.Shared"/>.</summary>
    public byte[] Detach()
    {
        var bytes = _bytes;
        _bytes = [];
        return bytes;
    }

    private void Grow(int count)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, checked(Length + count)));
        _bytes.AsSpan(0, Length).CopyTo(larger);
        Release();
        _bytes = larger;
    }

    private void Release()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }
    }
}
