namespace Graph.TestKit.Register;

/// <summary>Which keys are in a call right now, by caller, and where one is in two.</summary>
/// <remarks>Only seen once the first call has been answered: one that the caller has given up is no call any more, and the news that it was
/// may come later than its successor.</remarks>
public sealed class RunningCalls(Action<UpstreamOverlap> found)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Caller, string Resource), List<Call>> _running = [];

    public Call Begin(string caller, IReadOnlyList<string> resources)
    {
        var call = new Call(caller, resources, TimeProvider.System.GetTimestamp());
        lock (_lock)
        {
            foreach (var resource in resources)
            {
                if (!_running.TryGetValue((caller, resource), out var beside))
                {
                    _running.Add((caller, resource), beside = []);
                }

                beside.ForEach(earlier => earlier.Overlaps.Add((resource, call.At)));
                beside.Add(call);
            }
        }

        return call;
    }

    /// <param name="call">What has begun.</param>
    /// <param name="wasAnswered">False when the caller has gone, or is left without an answer.</param>
    public void End(Call call, bool wasAnswered)
    {
        lock (_lock)
        {
            foreach (var resource in call.Resources)
            {
                var beside = _running[(call.Caller, resource)];
                beside.Remove(call);
                if (beside.Count == 0)
                {
                    _running.Remove((call.Caller, resource));
                }
            }

            foreach (var (resource, second) in wasAnswered ? call.Overlaps : [])
            {
                found(new UpstreamOverlap(call.Caller, resource, call.At, second));
            }
        }
    }

    /// <summary>One call under way.</summary>
    public sealed class Call(string caller, IReadOnlyList<string> resources, long at)
    {
        public string Caller => caller;

        public IReadOnlyList<string> Resources => resources;

        public long At => at;

        internal List<(string Resource, long At)> Overlaps { get; } = [];
    }
}
