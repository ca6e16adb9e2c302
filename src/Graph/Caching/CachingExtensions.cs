using Graph.Caching.Freshness;
using Graph.Caching.Refresh;
using Graph.Caching.ResponseCache;
using Graph.Caching.Writes;
using Graph.Configuration;
using Graph.Upstreams.Lanes;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Graph.Caching;

internal static class CachingExtensions
{
    public static IServiceCollection AddCaching(this IServiceCollection services)
    {
        services.AddValidatedOptions<EntityCacheOptions>(EntityCacheOptions.SectionName);
        services.AddValidatedOptions<ResponseCacheOptions>(ResponseCacheOptions.SectionName);
        services.AddValidatedOptions<LanesOptions>(LanesOptions.SectionName);
        services.AddValidatedOptions<FreshnessOverrides>(FreshnessOptions.SectionName);
        services.AddValidatedOptions<RefreshOptions>(RefreshOptions.SectionName);
        services.TryAddSingleton<RefreshScheduler>();
        services.TryAddSingleton<EntityCache>();
        services.TryAddSingleton<PeriodicRefresh>();
        services.AddHostedService(provider => provider.GetRequiredService<PeriodicRefresh>());
        services.AddHostedService<FreshnessReload>();
        services.TryAddSingleton<IWriterFactory, WriterFactory>();
        services.AddActivatedSingleton<CacheGauges>(); // nothing asks for it: it is there to be scraped
        return services;
    }
}
