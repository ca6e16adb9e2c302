using Graph.TestKit;
using Graph.TestKit.Edge;
using Graph.TestKit.Server;
using Graph.TestKit.Stub;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Graph.FunctionalTests.Edge;

/// <summary>A graph, and a Varnish before it that it tells of changes.</summary>
internal sealed class EdgeWorld : IAsyncDisposable
{
    private EdgeWorld(GraphServer graph, VarnishServer varnish, SendGate gate)
    {
        (Graph, Varnish, Gate) = (graph, varnish, gate);
        Client = new EdgeClient(varnish.Address);
    }

    public GraphServer Graph { get; }

    public VarnishServer Varnish { get; }

    public SendGate Gate { get; }

    /// <summary>Asks through Varnish.</summary>
    public EdgeClient Client { get; }

    public StubUpstreams Upstreams => Graph.Upstreams;

    public static async Task<EdgeWorld> StartAsync(params (string Key, string Value)[] settings)
    {
        var varnish = new VarnishServer();
        var gate = new SendGate();
        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["HttpCaching:Purge:Addresses"] = varnish.Address.ToString(),
            ["HttpCaching:Purge:Again"] = "00:10:00",
            ["EntityCache:Jitter"] = "0",
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        var graph = await GraphServer.StartAsync(
            new GraphServerOptions { Settings = all, Configure = builder => builder.Services.AddSingleton<IStartupFilter>(gate) });
        var world = new EdgeWorld(graph, varnish, gate);
        try
        {
            await varnish.StartAsync(graph.Client.Http.BaseAddress!);
            await world.UntilToldAsync();
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until Varnish has been told of everything so far: from then on it keeps what it gets.</summary>
    public Task UntilToldAsync() => Patience.UntilAsync(
        () => Task.FromResult(Graph.Logs.Lines.Any(line => line.Message.Contains("can be told again", StringComparison.Ordinal))),
        () => "The graph has not reached Varnish.");

    public void Rename(string id, string name) => Upstreams.Data.Update(Upstreams.Data.Products[id], product => product["name"] = name);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Graph.DisposeAsync();
        await Varnish.DisposeAsync();
    }
}
