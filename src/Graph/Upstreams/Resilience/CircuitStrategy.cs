using Graph.Upstreams.Calls;
using Polly;
using Polly.CircuitBreaker;

namespace Graph.Upstreams.Resilience;

/// <summary>Puts the <see cref="Circuit"/> into a Polly pipeline.</summary>
internal sealed class CircuitStrategy(Circuit circuit) : ResilienceStrategy<UpstreamResponse>
{
    protected override async ValueTask<Outcome<UpstreamResponse>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<UpstreamResponse>>> callback, ResilienceContext context, TState state)
    {
        if (!circuit.TryEnter(out var phase))
        {
            return Outcome.FromException<UpstreamResponse>(new BrokenCircuitException());
        }

        // An exception that gets past the attempt is a defect of the graph; it too must give the probe's place back.
        var verdict = AttemptVerdict.Unknown;
        try
        {
            var outcome = await callback(context, state);
            verdict = AttemptOutcome.Judge(outcome, UpstreamCall.Of(context));
            return outcome;
        }
        finally
        {
            circuit.Leave(phase, verdict);
        }
    }
}
