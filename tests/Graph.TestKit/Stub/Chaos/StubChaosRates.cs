namespace Graph.TestKit.Stub.Chaos;

/// <summary>How many calls of a thousand each mishap befalls.</summary>
public sealed record StubChaosRates(IReadOnlyDictionary<StubMishap, int> Reads, IReadOnlyDictionary<StubMishap, int> Writes)
{
    /// <summary>Each kind often enough to be met many times in a few thousand calls. Those that make the caller wait are rarer.</summary>
    public static StubChaosRates Everything { get; } = new(
        new Dictionary<StubMishap, int>
        {
            [StubMishap.Latency] = 50,
            [StubMishap.NeverAnswered] = 2,
            [StubMishap.ResetBefore] = 10,
            [StubMishap.ErrorBefore] = 15,
        },
        new Dictionary<StubMishap, int>
        {
            [StubMishap.Latency] = 60,
            [StubMishap.NeverAnswered] = 5,
            [StubMishap.AnsweredTooLate] = 8,
            [StubMishap.ResetBefore] = 15,
            [StubMishap.ResetAfter] = 20,
            [StubMishap.ErrorBefore] = 25,
            [StubMishap.BadGatewayAfter] = 15,
            [StubMishap.GarbageAfter] = 10,
            [StubMishap.WrittenByAnother] = 25,
        });

    /// <summary>Nothing fails, but each write takes its time, so that a kill finds some half done.</summary>
    public static StubChaosRates SlowWrites { get; } = new(
        new Dictionary<StubMishap, int>(), new Dictionary<StubMishap, int> { [StubMishap.Latency] = 1000 });
}
