using Graph.Cluster;
using Graph.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Graph.Invalidation.Events;

/// <summary>Change events of the upstreams.</summary>
internal static class EventsExtensions
{
    public const string Path = "/events";

    public static IHostApplicationBuilder AddEvents(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddValidatedOptions<EventsOptions>(EventsOptions.SectionName);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EventsOptions>, ValidateEvents>());
        services.TryAddSingleton<CloudEventReader>();
        services.TryAddSingleton<SignatureCheck>();
        services.TryAddSingleton<RememberedEvents>();
        services.TryAddSingleton<IgnoredTypes>();
        services.TryAddSingleton<EventIntake>();
        services.AddActivatedSingleton<EventGauges>(); // nothing asks for it: it is there to be scraped
        services.TryAddSingleton<EventsEndpoint>();
        if (builder.HasRedis() && builder.Configuration[$"{EventsOptions.SectionName}:{nameof(EventsOptions.Stream)}"] is not null)
        {
            services.AddHostedService<EventStream>();
        }

        return builder;
    }

    /// <summary><c>POST /events</c>. Who may send there without a signature is for the caller to say.</summary>
    public static IEndpointConventionBuilder MapEvents(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost(Path, (HttpContext http, EventsEndpoint events) => events.HandleAsync(http));
}
