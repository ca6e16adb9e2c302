using System.Buffers;

namespace Graph.Telemetry.Lines;

/// <summary>Writes lines to the standard output, many in one call: a request's line must not cost it a call of the system of its own.</summary>
/// <remarks>A line waits a few milliseconds at most; what is a warning or worse, and the last lines at the end, do not. When the reader at the
/// other end is slow, those who log wait, as they do for the framework's console: no line is lost, and no room grows without bound.</remarks>
internal sealed class LineWriter : IDisposable
{
    // Room for some hundred lines.
    private const int Full = 64 * 1024;

    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(20);

    private readonly Stream _output;
    private readonly Timer _timer;
    private readonly Lock _lines = new();
    private readonly Lock _writing = new();
    private ArrayBufferWriter<byte> _waiting = new(Full);
    private ArrayBufferWriter<byte> _beingWritten = new(Full);
    private bool _isTimed;

    public LineWriter(Stream output)
    {
        _output = output;
        _timer = new Timer(_ => Flush(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Adds a line.</summary>
    /// <param name="state">For the writer of the line.</param>
    /// <param name="write">Writes it, its end included; one at a time.</param>
    /// <param name="isUrgent">Whether it must be out when this returns.</param>
    public void Write<TState>(TState state, Action<TState, IBufferWriter<byte>> write, bool isUrgent)
    {
        bool isFull;
        lock (_lines)
        {
            write(state, _waiting);
            isFull = _waiting.WrittenCount >= Full;
            if (!isFull && !isUrgent && !_isTimed)
            {
                _isTimed = true;
                _timer.Change(Wait, Timeout.InfiniteTimeSpan);
            }
        }

        if (isFull || isUrgent)
        {
            Flush();
        }
    }

    /// <summary>Writes out what waits.</summary>
    public void Flush()
    {
        lock (_writing)
        {
            lock (_lines)
            {
                (_waiting, _beingWritten) = (_beingWritten, _waiting);
                _isTimed = false;
            }

            try
            {
                _output.Write(_beingWritten.WrittenSpan);
                _output.Flush();
            }
            catch (IOException)
            {
                // nobody reads them any more, which is no reason to serve nobody
            }

            _beingWritten.ResetWrittenCount();
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        Flush();
    }
}
