using Graph.Configuration;
using Graph.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Graph.Cluster;

internal static class ClusterExtensions
{
    /// <summary>What the instances of a graph share: nothing, or a Redis where <c>Redis:Configuration</c> names one.</summary>
    public static IHostApplicationBuilder AddCluster(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddValidatedOptions<RedisOptions>(RedisOptions.SectionName);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RedisOptions>, ValidateRedis>());
        if (builder.HasRedis())
        {
            services.TryAddSingleton<RedisLink>();
            services.TryAddSingleton<RedisStartup>();
            services.AddHostedService(provider => provider.GetRequiredService<RedisStartup>());
            services.AddSingleton<IReadinessCondition>(provider => provider.GetRequiredService<RedisStartup>());
            services.TryAddSingleton<ILeases, RedisLeases>();
            services.TryAddSingleton<IWatermarks, RedisWatermarks>();
        }

        services.TryAddSingleton<SharedSecrets>();
        services.TryAddSingleton<ILeases, OwnLeases>();
        services.TryAddSingleton<IWatermarks, OwnWatermarks>();
        return builder;
    }

    /// <summary>Whether this instance shares a Redis with others. Asked while the host is being built: it decides which services there are.</summary>
    public static bool HasRedis(this IHostApplicationBuilder builder) => builder.Configuration.HasRedis();

    public static bool HasRedis(this IConfiguration configuration) =>
        !string.IsNullOrEmpty(configuration[$"{RedisOptions.SectionName}:{nameof(RedisOptions.Configuration)}"]);
}
