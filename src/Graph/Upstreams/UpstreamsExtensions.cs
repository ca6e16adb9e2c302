using System.Net;
using Graph.Configuration;
using Graph.Hosting;
using Graph.Upstreams.Configuration;
using Graph.Upstreams.Embedded;
using Graph.Upstreams.Resilience;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Graph.Upstreams;

internal static class UpstreamsExtensions
{
    private static readonly string UserAgent = $"Graph/{typeof(UpstreamsExtensions).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>What all upstreams share; each one is added by <see cref="AddUpstream"/>, before or after.</summary>
    public static IServiceCollection AddUpstreams(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new RetryRandom(Random.Shared));
        services.TryAddSingleton<UpstreamNames>();
        services.TryAddSingleton<UpstreamAddresses>();
        services.TryAddSingleton<IUpstreams, UpstreamClients>();
        services.AddCheckedOptions<UpstreamClientsOptions>(UpstreamClientsOptions.SectionName);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<UpstreamClientsOptions>, ConfigureUpstreamClients>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<UpstreamClientsOptions>, ValidateUpstreamClients>());

        services.TryAddSingleton<IEmbeddedUpstreams, EmbeddedUpstreams>();
        services.TryAddSingleton<EmbeddedUpstreamsService>();
        services.AddHostedService(provider => provider.GetRequiredService<EmbeddedUpstreamsService>());
        services.AddHostedService<EmbeddedEventsService>();
        services.AddSingleton<IReadinessCondition>(provider => provider.GetRequiredService<EmbeddedUpstreamsService>());
        return services;
    }

    /// <summary>Adds a domain's upstream: its section in the configuration, and its client in <see cref="IUpstreams"/>.</summary>
    public static IServiceCollection AddUpstream(this IServiceCollection services, string name)
    {
        services.AddSingleton(new UpstreamName(name));
        services.AddHttpClient(HttpClientName(name))
            // The pool's connections are renewed instead, and the factory's log lines would show paths with ids.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .ConfigureHttpClient(Configure)
            .UseSocketsHttpHandler((handler, provider) =>
                Configure(handler, name, provider.GetRequiredService<IOptions<UpstreamClientsOptions>>().Value));
        return services;
    }

    public static string HttpClientName(string upstream) => "upstream:" + upstream;

    private static void Configure(HttpClient client)
    {
        client.Timeout = Timeout.InfiniteTimeSpan; // the pipeline's time-outs hold
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        client.DefaultRequestHeaders.UserAgent.ParseAdd(UserAgent);
    }

    private static void Configure(SocketsHttpHandler handler, string upstream, UpstreamClientsOptions options)
    {
        handler.AllowAutoRedirect = false;
        handler.AutomaticDecompression = DecompressionMethods.All;
        handler.UseCookies = false; // a jar would carry one viewer's cookies into another's calls
        handler.ActivityHeadersPropagator = null; // the attempt has a span of its own, and traceparent names that
        handler.ConnectTimeout = options.Resolve(upstream).Timeout.Attempt;
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(2); // so that a change in DNS is seen
        handler.UseProxy = options.AddressOf(upstream) is { IsLoopback: false };
    }
}
