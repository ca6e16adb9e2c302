using Graph.Domains.Abstractions;
using Graph.Upstreams.Calls;
using Graph.Upstreams.Configuration;
using Graph.Upstreams.Resilience;
using Microsoft.Extensions.Options;

namespace Graph.Upstreams;

/// <summary>One client, with one pipeline, for each upstream.</summary>
internal sealed class UpstreamClients : IUpstreams, IDisposable
{
    private readonly Dictionary<string, IUpstream> _clients = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<UpstreamPipeline> _pipelines = [];
    private readonly UpstreamGauges _gauges;

    public UpstreamClients(
        UpstreamNames names, IOptions<UpstreamClientsOptions> options, UpstreamAddresses addresses, IHttpClientFactory http,
        TimeProvider time, RetryRandom random, ILogger<UpstreamClient> logger)
    {
        foreach (var name in names)
        {
            var settings = options.Value.Resolve(name);
            var pipeline = new UpstreamPipeline(name, settings, time, random.Value, logger);
            var attempt = new HttpAttempt(name, settings.MaxResponseBytes, http, time);
            _pipelines.Add(pipeline);
            _clients.Add(name, new UpstreamClient(pipeline, attempt, addresses, time, logger));
        }

        _gauges = new UpstreamGauges(_pipelines);
    }

    public IUpstream Get(string name) => _clients.GetValueOrDefault(name)
        ?? throw new ArgumentException($"There is no upstream '{name}'; there are: {string.Join(", ", _clients.Keys)}.", nameof(name));

    public void Dispose() => _gauges.Dispose();
}
