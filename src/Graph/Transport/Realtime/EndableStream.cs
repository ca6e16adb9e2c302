using Graph.Execution.Streams;

namespace Graph.Transport.Realtime;

/// <summary>Where a subscription's stream will be, which may be ended from any thread, also before it is there.</summary>
internal struct EndableStream()
{
    private const int Running = -1;

    private IResultStream? _stream;
    private int _ended = Running;

    /// <summary>Why it was ended from outside; the first reason counts.</summary>
    public EndReason? Ended => Volatile.Read(ref _ended) is var reason && reason != Running ? (EndReason)reason : null;

    /// <summary>From here on an end disposes of the stream; one that came before, and has not seen it, does now.</summary>
    public void Take(IResultStream stream)
    {
        Interlocked.Exchange(ref _stream, stream);
        if (Ended is { } reason)
        {
            End(reason);
        }
    }

    public void End(EndReason reason)
    {
        Interlocked.CompareExchange(ref _ended, (int)reason, Running);
        _ = Volatile.Read(ref _stream)?.DisposeAsync().AsTask();
    }
}
