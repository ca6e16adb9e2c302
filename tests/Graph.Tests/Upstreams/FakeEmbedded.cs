using Graph.Upstreams.Embedded;

namespace Graph.Tests.Upstreams;

/// <summary>Stands for the reference services: the stub, started and stopped as they are.</summary>
internal sealed class FakeEmbedded(Uri address) : IEmbeddedUpstreams
{
    public int Starts { get; private set; }

    public int Stops { get; private set; }

    public Task<Uri> StartAsync(CancellationToken cancellation)
    {
        Starts++;
        return Task.FromResult(address);
    }

    public ValueTask DisposeAsync()
    {
        Stops++;
        return default;
    }
}
