using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Graph.Upstreams.Embedded;

/// <summary>Has the embedded services tell this graph of their changes, as soon as it listens.</summary>
internal sealed class EmbeddedEventsService(
    EmbeddedUpstreamsService embedded, IEmbeddedUpstreams upstreams, ILogger<EmbeddedEventsService> logger,
    EmbeddedEvents? events = null, IServer? server = null) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (events is null || embedded.StandsInFor.Length == 0)
        {
            return Task.CompletedTask;
        }

        var listens = server?.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        if (events.Secret is null && !events.TakesUnsigned)
        {
            Log.EmbeddedEventsOff(logger, "outside of Development events have to be signed, and Events:Secret is missing.");
        }
        else if (LoopbackAddress.Of(listens) is { } own)
        {
            var url = new Uri(own, events.Path);
            upstreams.SendEventsTo(url, events.Secret, embedded.StandsInFor);
            Log.EmbeddedEventsSent(logger, url);
        }
        else
        {
            Log.EmbeddedEventsOff(logger, $"they need an http address on this machine, and the graph listens on {string.Join(", ", listens)}.");
        }

        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
