using Graph.Upstreams.Resilience;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Upstreams;

public sealed class CircuitTests
{
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(60);
    private readonly FakeTimeProvider _time = new();
    private readonly List<CircuitState> _changes = [];
    private readonly Circuit _circuit;

    public CircuitTests() => _circuit = new Circuit(threshold: 5, Break, _time, _changes.Add);

    [Fact]
    public void Leave_FifthFailureInARow_Opens()
    {
        Attempt(AttemptVerdict.Failed, times: 4);
        var before = _circuit.State;

        Attempt(AttemptVerdict.Failed);

        Assert.Equal((CircuitState.Closed, CircuitState.Open), (before, _circuit.State));
        Assert.False(_circuit.TryEnter(out _));
        Assert.Equal(Break, _circuit.RemainingBreak);
    }

    [Fact]
    public void Leave_HealthyInBetween_CountsAnew()
    {
        Attempt(AttemptVerdict.Failed, times: 4);
        Attempt(AttemptVerdict.Healthy);
        Attempt(AttemptVerdict.Failed, times: 4);

        Assert.Equal(CircuitState.Closed, _circuit.State);
    }

    [Fact]
    public void Leave_UnknownInBetween_NeitherCountsNorResets()
    {
        Attempt(AttemptVerdict.Failed, times: 4);
        Attempt(AttemptVerdict.Unknown, times: 10);
        var before = _circuit.State;

        Attempt(AttemptVerdict.Failed);

        Assert.Equal((CircuitState.Closed, CircuitState.Open), (before, _circuit.State));
    }

    [Fact]
    public void TryEnter_AtTheEndOfTheBreak_LetsOneProbeThrough()
    {
        Open();
        _time.Advance(Break - TimeSpan.FromTicks(1));
        var early = _circuit.TryEnter(out _);
        _time.Advance(TimeSpan.FromTicks(1));

        var (probe, second) = (_circuit.TryEnter(out _), _circuit.TryEnter(out _));

        Assert.Equal((false, true, false), (early, probe, second));
        Assert.Equal(CircuitState.HalfOpen, _circuit.State);
    }

    [Fact]
    public void Leave_HealthyProbe_Closes()
    {
        Open();
        _time.Advance(Break);

        Attempt(AttemptVerdict.Healthy);
        Attempt(AttemptVerdict.Failed, times: 4);

        Assert.Equal(CircuitState.Closed, _circuit.State);
        Assert.Equal([CircuitState.Open, CircuitState.HalfOpen, CircuitState.Closed], _changes);
    }

    [Fact]
    public void Leave_FailedProbe_OpensForAWholeBreak()
    {
        Open();
        _time.Advance(Break);

        Attempt(AttemptVerdict.Failed);

        Assert.Equal((CircuitState.Open, Break), (_circuit.State, _circuit.RemainingBreak));
    }

    [Fact]
    public void Leave_CancelledProbe_StaysHalfOpenForTheNextOne()
    {
        Open();
        _time.Advance(Break);

        Attempt(AttemptVerdict.Unknown);
        var state = _circuit.State;
        Attempt(AttemptVerdict.Healthy);

        Assert.Equal((CircuitState.HalfOpen, CircuitState.Closed), (state, _circuit.State));
    }

    [Fact]
    public void Leave_AttemptOfAnEarlierPhase_SaysNothing()
    {
        _circuit.TryEnter(out var early);
        _circuit.TryEnter(out var earlyToo);
        Open();
        _time.Advance(Break);
        _circuit.TryEnter(out _);

        _circuit.Leave(early, AttemptVerdict.Healthy);
        _circuit.Leave(earlyToo, AttemptVerdict.Failed);

        Assert.Equal(CircuitState.HalfOpen, _circuit.State);
        Assert.False(_circuit.TryEnter(out _));
    }

    private void Open() => Attempt(AttemptVerdict.Failed, times: 5);

    private void Attempt(AttemptVerdict verdict, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.True(_circuit.TryEnter(out var phase));
            _circuit.Leave(phase, verdict);
        }
    }
}
