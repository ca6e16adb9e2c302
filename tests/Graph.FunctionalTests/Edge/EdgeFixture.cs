using Graph.TestKit.Edge;

namespace Graph.FunctionalTests.Edge;

/// <summary>One graph with both proxies for the tests of a class, each of which has a product of its own. A change is purged once: what the second
/// time is for has a test of its own.</summary>
public sealed class EdgeFixture : IAsyncLifetime
{
    private EdgeWorld? _world;
    private NginxServer? _nginx;

    internal EdgeWorld World => _world ?? throw new InvalidOperationException("The proxies have not started.");

    internal EdgeClient Varnish => World.Client;

    internal EdgeClient Nginx { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await EdgeWorld.StartAsync(
            ("HttpCaching:Adaptive", "true"), ("HttpCaching:SurrogateKeyBytes", "600"), ("Freshness:Inventory:Ttl", "01:00:00"), ("Upstreams:Defaults:Retry:MaxAttempts", "0"));
        _nginx = await NginxServer.StartAsync(World.Graph.Client.Http.BaseAddress!);
        Nginx = new EdgeClient(_nginx.Address);
    }

    public async ValueTask DisposeAsync()
    {
        Nginx?.Dispose();
        if (_nginx is not null)
        {
            await _nginx.DisposeAsync();
        }

        if (_world is not null)
        {
            await _world.DisposeAsync();
        }
    }

    /// <summary>A proxy by its name, for what both have to do.</summary>
    internal EdgeClient Proxy(string name) => name == "varnish" ? Varnish : Nginx;
}
