namespace Graph.Tests.Upstreams;

/// <summary>How many attempts of one phase of a breaker were under way at once.</summary>
internal sealed class PhaseLoad
{
    private readonly Lock _gate = new();
    private int _now;

    public int Most { get; private set; }

    public void Enter()
    {
        lock (_gate)
        {
            Most = Math.Max(Most, ++_now);
        }
    }

    public void Leave()
    {
        lock (_gate)
        {
            _now--;
        }
    }
}
