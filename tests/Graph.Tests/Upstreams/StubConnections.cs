using Graph.Upstreams;
using Microsoft.Extensions.DependencyInjection;

namespace Graph.Tests.Upstreams;

/// <summary>Puts a test between the client and the network.</summary>
internal static class StubConnections
{
    /// <param name="services">The host's.</param>
    /// <param name="upstream">The upstream's name.</param>
    /// <param name="connect">Makes a connection, or fails as the network would.</param>
    public static void Use(IServiceCollection services, string upstream, Func<CancellationToken, ValueTask<Stream>> connect) =>
        services.AddHttpClient(UpstreamsExtensions.HttpClientName(upstream)).UseSocketsHttpHandler((handler, _) =>
        {
            handler.UseProxy = false;
            handler.ConnectCallback = (_, cancellation) => connect(cancellation);
        });
}
