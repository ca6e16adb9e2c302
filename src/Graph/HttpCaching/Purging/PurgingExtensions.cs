using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Graph.HttpCaching.Purging;

internal static class PurgingExtensions
{
    /// <summary>Adds what tells shared caches of changes, where any is named.</summary>
    public static IServiceCollection AddPurging(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<HttpCachingOptions>, ValidatePurging>();
        services.TryAddSingleton(NewClient);
        services.AddHostedService<Purger>();
        return services;
    }

    private static PurgeClient NewClient(IServiceProvider services)
    {
        var purge = services.GetRequiredService<IOptions<HttpCachingOptions>>().Value.Purge;
        return new PurgeClient(PurgeClient.NewHandler(purge), purge, services.GetRequiredService<TimeProvider>());
    }
}
