namespace Graph.Transport.Realtime;

/// <summary>Lets one message of a connection be sent at a time, in the order they came, and tells when a client does not take it.</summary>
/// <remarks>What waits here is bounded by who may wait: each operation with one message, and the connection with its own.</remarks>
internal sealed class SendGate(TimeProvider time)
{
    private const long Nobody = long.MinValue;

    private readonly Lock _gate = new();
    private Queue<TaskCompletionSource>? _waiting;
    private long _since = Nobody;

    public bool IsFree => Volatile.Read(ref _since) == Nobody;

    public ValueTask EnterAsync()
    {
        lock (_gate)
        {
            if (IsFree)
            {
                Volatile.Write(ref _since, time.GetTimestamp());
                return default;
            }

            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting ??= new Queue<TaskCompletionSource>();
            _waiting.Enqueue(turn);
            return new ValueTask(turn.Task);
        }
    }

    public void Exit()
    {
        TaskCompletionSource? next = null;
        lock (_gate)
        {
            if (_waiting?.TryDequeue(out next) != true)
            {
                _waiting = null;
            }

            Volatile.Write(ref _since, next is null ? Nobody : time.GetTimestamp());
        }

        next?.SetResult();
    }

    /// <summary>Whether one message has been on its way for longer than that.</summary>
    public bool IsStuck(long now, TimeSpan timeout) =>
        Volatile.Read(ref _since) is var since && since != Nobody && time.GetElapsedTime(since, now) > timeout;
}
