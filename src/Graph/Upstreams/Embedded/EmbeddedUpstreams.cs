namespace Graph.Upstreams.Embedded;

/// <summary>The reference services on a free loopback port, with a temporary database that starts anew each time.</summary>
internal sealed class EmbeddedUpstreams(ILoggerFactory loggers, EmbeddedSigningKey? key = null) : IEmbeddedUpstreams
{
    private UpstreamsHost? _host;

    public async Task<Uri> StartAsync(CancellationToken cancellation)
    {
        var options = new UpstreamsOptions { Users = { SigningKey = key?.Value } };

        // The system's clock whatever the graph's is: the services stand for programs of their own.
        _host = await UpstreamsHost.StartAsync(options, TimeProvider.System, loggers, cancellation);
        return _host.BaseAddress;
    }

    public void SendEventsTo(Uri url, string? secret, IReadOnlyCollection<string> upstreams) => _host?.SendEventsTo(url, secret, upstreams);

    /// <summary>After the graph has stopped, and again by the container, which is the only one when the graph never started.</summary>
    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _host, null)?.DisposeAsync() ?? default;
}
