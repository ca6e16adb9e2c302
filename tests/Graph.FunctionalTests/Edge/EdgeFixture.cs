using Graph.TestKit.Edge;

namespace Graph.FunctionalTests.Edge;

/// <summary>One graph with both proxies for the tests of a class, each of which has a product of its own. A change is purged once: what the second
/// time is for has a test of its own.</summary>
public sealed class EdgeFixture : IAsyncLifetime
{
    private NginxServer? _nginx;

    internal EdgeWorld World { get; private set; } = null!;

    internal EdgeClient Varnish => World.Client;

    internal EdgeClient Nginx { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        World = await EdgeWorld.StartAsync(
            ("HttpCaching:Adaptive", "true"), ("HttpCaching:SurrogateKeyBytes", "600"), ("Upstreams:Defaults:Retry:MaxAttempts", "0"));
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

        await World.DisposeAsync();
    }

    /// <summary>A proxy by its name, for what both have to do.</summary>
    internal EdgeClient Proxy(string name) => name == "varnish" ? Varnish : Nginx;
}
