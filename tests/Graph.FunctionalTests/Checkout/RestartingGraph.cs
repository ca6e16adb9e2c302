using Graph.TestKit;
using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Checkout;

/// <summary>A graph that is killed now and then, and started again over the same upstreams.</summary>
internal sealed class RestartingGraph(IReadOnlyDictionary<string, string> settings) : IAsyncDisposable
{
    private GraphProcess? _current;
    private TaskCompletionSource<GraphProcess> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Kills { get; private set; }

    /// <summary>The graph that runs, as soon as one does.</summary>
    public Task<GraphProcess> GetAsync() => Volatile.Read(ref _ready).Task.WaitAsync(Patience.Limit);

    public async Task StartAsync()
    {
        _current = await GraphProcess.StartReadyAsync(settings);
        _ready.TrySetResult(_current);
    }

    public async Task KillAndStartAsync()
    {
        var killed = _current!;
        Volatile.Write(ref _ready, new TaskCompletionSource<GraphProcess>(TaskCreationOptions.RunContinuationsAsynchronously));
        await killed.KillAsync();
        Kills++;
        await StartAsync();
        await killed.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_current is not null)
        {
            await _current.DisposeAsync();
        }
    }
}
