using Graph.Upstreams.Lanes;

namespace Graph.Tests.Upstreams.Lanes;

/// <summary>Lanes whose calls end when the test says so, and that knows what has left together.</summary>
internal sealed class Yard
{
    private readonly List<TaskCompletionSource> _calls = [];

    public Yard(int width, int batchSize, int maxKeys = 10_000) =>
        Lanes = new Lanes<int>(new LanesOptions { Width = width, MaxKeys = maxKeys }, _ => batchSize, (items, ticket) =>
        {
            var call = new TaskCompletionSource();
            Batches.Add([.. items]);
            Tickets.Add(ticket);
            _calls.Add(call);
            return call.Task;
        });

    public Lanes<int> Lanes { get; }

    public List<int[]> Batches { get; } = [];

    public List<IRetryObserver> Tickets { get; } = [];

    public int Open => _calls.Count(call => !call.Task.IsCompleted);

    public bool IsOpen(int call) => !_calls[call].Task.IsCompleted;

    public void Add(int group, params int[] items) => Assert.True(Lanes.TryAdd(new LaneGroup(group), items));

    public void End(int call) => _calls[call].SetResult();

    public void EndAll()
    {
        for (var call = 0; call < _calls.Count; call++)
        {
            _calls[call].TrySetResult();
        }
    }
}
