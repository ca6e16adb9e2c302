using Graph.Upstreams.Configuration;
using Graph.Upstreams.Embedded;
using Microsoft.Extensions.Options;

namespace Graph.Upstreams;

/// <summary>Where each upstream is: as configured, or else with the embedded ones.</summary>
internal sealed class UpstreamAddresses(IOptions<UpstreamClientsOptions> options, EmbeddedUpstreamsService embedded)
{
    public ValueTask<Uri> GetAsync(string upstream, CancellationToken cancellation) => options.Value.AddressOf(upstream) is { } address
        ? new(address)
        : new(embedded.Address.WaitAsync(cancellation));
}
