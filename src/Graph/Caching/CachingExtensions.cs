using Graph.Caching.Freshness;
using Graph.Caching.Positions;
using Graph.Caching.Refresh;
using Graph.Caching.ResponseCache;
using Graph.Caching.Shared;
using Graph.Caching.Writes;
using Graph.Cluster;
using Graph.Configuration;
using Graph.Upstreams.Lanes;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Graph.Caching;

internal static class CachingExtensions
{
    public static IHostApplicationBuilder AddCaching(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddValidatedOptions<EntityCacheOptions>(EntityCacheOptions.SectionName);
        services.AddValidatedOptions<ResponseCacheOptions>(ResponseCacheOptions.SectionName);
        services.AddValidatedOptions<LanesOptions>(LanesOptions.SectionName);
        services.AddValidatedOptions<FreshnessOverrides>(FreshnessOptions.SectionName);
        services.AddValidatedOptions<RefreshOptions>(RefreshOptions.SectionName);
        services.TryAddSingleton<RefreshScheduler>();
        services.TryAddSingleton<ResponseIndex>();
        services.TryAddSingleton<ResponseStore>();
        services.TryAddSingleton<ResponseTimes>();
        services.TryAddSingleton<EntityCache>();
        services.TryAddSingleton<PositionGate>();
        services.TryAddSingleton<PeriodicRefresh>();
        services.AddHostedService(provider => provider.GetRequiredService<PeriodicRefresh>());
        services.AddHostedService<FreshnessReload>();
        services.TryAddSingleton<IWriterFactory, WriterFactory>();
        services.AddActivatedSingleton<CacheGauges>(); // nothing asks for it: it is there to be scraped
        if (builder.HasRedis())
        {
            services.AddSharedLevel();
        }

        return builder;
    }

    private static void AddSharedLevel(this IServiceCollection services)
    {
        services.TryAddSingleton<RedisPause>();
        services.TryAddSingleton<RedisStore>();
        services.TryAddSingleton<ISharedStore>(provider => provider.GetRequiredService<RedisStore>());
        services.TryAddSingleton<SharedParts>();
        services.AddHostedService<SharedWriter>();
        services.AddActivatedSingleton<SharedGauges>();
    }
}
