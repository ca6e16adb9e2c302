using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Consistency.Fleets;

/// <summary>One process of a graph, from its start to its death.</summary>
internal sealed class Instance(string name, GraphProcess process, GraphClient client, long startedAt) : IAsyncDisposable
{
    private long _dyingAt = long.MaxValue;

    /// <summary>Place and number, e.g. <c>b.2</c>; no two processes share one.</summary>
    public string Name => name;

    public GraphProcess Process => process;

    public GraphClient Client => client;

    /// <summary>Before its process was started.</summary>
    public long StartedAt => startedAt;

    /// <summary>Who may change the catalogue, by a token of this process.</summary>
    public string Token { get; set; } = "";

    /// <summary>Whether it was about to be killed at a time: then a lost answer says nothing.</summary>
    public bool IsDyingAt(long at) => Volatile.Read(ref _dyingAt) <= at;

    public async Task KillAsync()
    {
        Volatile.Write(ref _dyingAt, TimeProvider.System.GetTimestamp());
        await process.KillAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (client != process.Client)
        {
            client.Dispose();
        }

        await process.DisposeAsync();
    }
}
