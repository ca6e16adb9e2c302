using System.Threading.Tasks.Sources;

namespace Graph.Execution.Running;

/// <summary>The calls of one operation as they come in, from any thread, for the one flow that waits for them.</summary>
internal sealed class Arrivals : IValueTaskSource
{
    private readonly Lock _lock = new();
    private readonly Queue<PendingCall> _calls = new();
    private ManualResetValueTaskSourceCore<bool> _signal;
    private bool _waits;
    private bool _interrupted;

    public void Add(PendingCall call)
    {
        lock (_lock)
        {
            _calls.Enqueue(call);
            if (!_waits)
            {
                return;
            }

            _waits = false;
        }

        // The flow goes on right here: whoever brought the call in has nothing else to do for it.
        _signal.RunContinuationsAsynchronously = false;
        _signal.SetResult(true);
    }

    /// <summary>Ends the wait without an arrival, now and from now on.</summary>
    public void Interrupt()
    {
        lock (_lock)
        {
            _interrupted = true;
            if (!_waits)
            {
                return;
            }

            _waits = false;
        }

        // Not inside of whoever cancels the request.
        _signal.RunContinuationsAsynchronously = true;
        _signal.SetResult(true);
    }

    /// <summary>Waits until a call has come in, or for the interruption.</summary>
    public ValueTask WaitAsync()
    {
        lock (_lock)
        {
            if (_calls.Count > 0 || _interrupted)
            {
                return ValueTask.CompletedTask;
            }

            _signal.Reset();
            _waits = true;
            return new ValueTask(this, _signal.Version);
        }
    }

    public bool TryTake(out PendingCall call)
    {
        lock (_lock)
        {
            return _calls.TryDequeue(out call!);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _calls.Clear();
            _interrupted = false;
        }
    }

    void IValueTaskSource.GetResult(short token) => _signal.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _signal.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _signal.OnCompleted(continuation, state, token, flags);
}
