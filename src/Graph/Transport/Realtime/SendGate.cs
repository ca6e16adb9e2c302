namespace Graph.Transport.Realtime;

/// <summary>Lets one message of a connection be sent at a time, in the order they came, and tells when a client does not take it.</summary>
/// <remarks>What waits here is bounded by who may wait: each operation with one message, and the connection with its own.</remarks>
#pragma warning disable CA1001 // A semaphore has something to dispose of only when its wait handle is used.
internal sealed class SendGate(TimeProvider time)
#pragma warning restore CA1001
{
    private const long Nobody = long.MinValue;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private long _since = Nobody;

    public bool IsFree => Volatile.Read(ref _since) == Nobody;

    public async ValueTask EnterAsync()
    {
        await _turn.WaitAsync();
        Volatile.Write(ref _since, time.GetTimestamp());
    }

    public void Exit()
    {
        Volatile.Write(ref _since, Nobody);
        _turn.Release();
    }

    /// <summary>Whether one message has been on its way for longer than that.</summary>
    public bool IsStuck(long now, TimeSpan timeout) =>
        Volatile.Read(ref _since) is var since && since != Nobody && time.GetElapsedTime(since, now) > timeout;
}
