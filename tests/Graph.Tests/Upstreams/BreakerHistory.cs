using Graph.Upstreams.Resilience;

namespace Graph.Tests.Upstreams;

/// <summary>The breaker's rule told over lists instead of counters: what the real one is compared with.</summary>
internal sealed class BreakerHistory(int threshold, TimeSpan breakDuration)
{
    private HashSet<int> _mine = [];
    private List<AttemptVerdict> _verdicts = [];
    private DateTimeOffset _openedAt;

    public CircuitState State { get; private set; }

    public bool Enters(int attempt, DateTimeOffset now)
    {
        if (State == CircuitState.Open && now - _openedAt >= breakDuration)
        {
            Begin(CircuitState.HalfOpen, now);
        }

        var enters = State == CircuitState.Closed || (State == CircuitState.HalfOpen && _mine.Count == 0);
        if (enters)
        {
            _mine.Add(attempt);
        }

        return enters;
    }

    public void Leaves(int attempt, AttemptVerdict verdict, DateTimeOffset now)
    {
        if (!_mine.Remove(attempt) || verdict == AttemptVerdict.Unknown)
        {
            return;
        }

        _verdicts.Add(verdict);
        if (State == CircuitState.HalfOpen)
        {
            Begin(verdict == AttemptVerdict.Healthy ? CircuitState.Closed : CircuitState.Open, now);
        }
        else if (_verdicts.Count >= threshold && _verdicts.TakeLast(threshold).All(last => last == AttemptVerdict.Failed))
        {
            Begin(CircuitState.Open, now);
        }
    }

    private void Begin(CircuitState state, DateTimeOffset now)
    {
        (State, _mine, _verdicts, _openedAt) = (state, [], [], now);
    }
}
