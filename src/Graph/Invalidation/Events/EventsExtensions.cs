using Graph.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Graph.Invalidation.Events;

/// <summary>Change events of the upstreams.</summary>
internal static class EventsExtensions
{
    public const string Path = "/events";

    public static IServiceCollection AddEvents(this IServiceCollection services)
    {
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
        return services;
    }

    /// <summary><c>POST /events</c>. Who may send there without a signature is for the caller to say.</summary>
    public static IEndpointConventionBuilder MapEvents(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost(Path, (HttpContext http, EventsEndpoint events) => events.HandleAsync(http));
}
