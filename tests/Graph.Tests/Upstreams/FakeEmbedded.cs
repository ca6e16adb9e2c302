using Graph.Upstreams.Embedded;

namespace Graph.Tests.Upstreams;

/// <summary>Stands for the reference services: the stub, started and stopped as they are.</summary>
internal sealed class FakeEmbedded(Uri address) : IEmbeddedUpstreams
{
    public int Starts { get; private set; }

    public int Stops { get; private set; }

    /// <summary>Where it was told to send its events, with which secret and whose; null until it is.</summary>
    public (Uri Url, string? Secret, string Upstreams)? Events { get; private set; }

    public Task<Uri> StartAsync(CancellationToken cancellation)
    {
        Starts++;
        return Task.FromResult(address);
    }

    public void SendEventsTo(Uri url, string? secret, IReadOnlyCollection<string> upstreams) =>
        Events = (url, secret, string.Join(',', upstreams));

    public ValueTask DisposeAsync()
    {
        Stops++;
        return default;
    }
}
