using Graph.Configuration;
using Graph.Execution.Streams;
using Graph.Subscriptions.Invalidations;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Graph.Subscriptions;

internal static class SubscriptionExtensions
{
    /// <summary>Adds what serves subscriptions and live queries, for whichever transport asks.</summary>
    public static IServiceCollection AddSubscriptions(this IServiceCollection services)
    {
        services.AddValidatedOptions<SubscriptionOptions>(SubscriptionOptions.SectionName);
        services.TryAddSingleton<Feeds>();
        services.TryAddSingleton<Topics>();
        services.TryAddSingleton<FeedServices>();
        services.TryAddSingleton<VisibleNames>();
        services.TryAddSingleton<ResumePoints>();
        services.TryAddSingleton<IStreamStarter, StreamStarter>();
        services.AddHostedService<LogDispatcher>();
        return services;
    }
}
