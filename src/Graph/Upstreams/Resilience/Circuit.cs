namespace Graph.Upstreams.Resilience;

/// <summary>Opens on a number of failures in a row; after a break it lets one attempt through and closes or opens again by that.</summary>
/// <remarks>
/// Not Polly's breaker, which cannot be made exact: it measures a failure ratio over a sampling window, so a count in <c>ShouldHandle</c>
/// is lost when the window rolls over; what its predicate does not handle is a success to it, so a probe that its caller cancels, or that
/// gets a 429, closes the circuit; and so does an attempt that was sent before the circuit opened and answers during the probe.
/// Here every attempt holds the number of the phase that it was let through in, and says nothing about any other phase.
/// </remarks>
internal sealed class Circuit(int threshold, TimeSpan breakDuration, TimeProvider time, Action<CircuitState> changed)
{
    private readonly Lock _gate = new();
    private int _failures;
    private long _openedAt;
    private int _phase;
    private bool _probing;

    public CircuitState State { get; private set; }

    /// <summary>How much longer nothing is let through; zero when an attempt may be.</summary>
    public TimeSpan RemainingBreak
    {
        get
        {
            lock (_gate)
            {
                return State == CircuitState.Open ? RemainingBreakUnsafe() : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Asks to send an attempt; each one let through must <see cref="Leave"/>.</summary>
    public bool TryEnter(out int phase)
    {
        var (before, now) = (CircuitState.Closed, CircuitState.Closed);
        bool entered;
        lock (_gate)
        {
            before = State;
            entered = TryEnterUnsafe();
            (phase, now) = (_phase, State);
        }

        Announce(before, now);
        return entered;
    }

    /// <summary>Says how an attempt went.</summary>
    public void Leave(int phase, AttemptVerdict verdict)
    {
        CircuitState before, now;
        lock (_gate)
        {
            before = State;
            LeaveUnsafe(phase, verdict);
            now = State;
        }

        Announce(before, now);
    }

    private bool TryEnterUnsafe()
    {
        if (State == CircuitState.Open && RemainingBreakUnsafe() == TimeSpan.Zero)
        {
            BeginUnsafe(CircuitState.HalfOpen);
        }

        if (State == CircuitState.HalfOpen && !_probing)
        {
            return _probing = true;
        }

        return State == CircuitState.Closed;
    }

    private void LeaveUnsafe(int phase, AttemptVerdict verdict)
    {
        if (phase != _phase)
        {
            return;
        }

        switch (State, verdict)
        {
            case (CircuitState.HalfOpen, AttemptVerdict.Healthy):
                BeginUnsafe(CircuitState.Closed);
                break;
            case (CircuitState.HalfOpen, AttemptVerdict.Failed):
                BeginUnsafe(CircuitState.Open);
                break;
            case (CircuitState.HalfOpen, AttemptVerdict.Unknown):
                _probing = false;
                break;
            case (CircuitState.Closed, AttemptVerdict.Healthy):
                _failures = 0;
                break;
            case (CircuitState.Closed, AttemptVerdict.Failed) when ++_failures >= threshold:
                BeginUnsafe(CircuitState.Open);
                break;
        }
    }

    private void BeginUnsafe(CircuitState state)
    {
        State = state;
        _phase++;
        _failures = 0;
        _probing = false;
        _openedAt = time.GetTimestamp();
    }

    private TimeSpan RemainingBreakUnsafe()
    {
        var remaining = breakDuration - time.GetElapsedTime(_openedAt);
        return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
    }

    // Outside the lock: listeners write logs.
    private void Announce(CircuitState before, CircuitState now)
    {
        if (before != now)
        {
            changed(now);
        }
    }
}
