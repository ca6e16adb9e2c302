using Graph.Upstreams.Tests.Support;

[assembly: AssemblyFixture(typeof(SharedHost))]

namespace Graph.Upstreams.Tests.Support;

/// <summary>One host with the whole default seed, for tests that only read.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    private UpstreamsHost? _host;

    internal ApiClient Api { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await UpstreamsHost.StartAsync(new UpstreamsOptions());
        Api = new ApiClient(_host.BaseAddress);
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await _host!.DisposeAsync();
    }
}
