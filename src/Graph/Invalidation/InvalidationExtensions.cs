using Graph.Cluster;
using Graph.Configuration;
using Graph.Hosting;
using Graph.Invalidation.Shared;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Graph.Invalidation;

internal static class InvalidationExtensions
{
    public static IHostApplicationBuilder AddInvalidation(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddValidatedOptions<InvalidationOptions>(InvalidationOptions.SectionName);
        services.TryAddSingleton<SecretIds>();
        if (builder.HasRedis())
        {
            services.AddSharedLog();
        }

        services.TryAddSingleton<InvalidationIndex>();
        services.TryAddSingleton<Pulse>();
        services.TryAddSingleton<IInvalidationLog, MemoryInvalidationLog>();
        return builder;
    }

    private static void AddSharedLog(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new InvalidationIndex(
            provider.GetRequiredService<IOptions<InvalidationOptions>>(), provider.GetRequiredService<TimeProvider>())
        {
            IsReplaying = true,
        });
        services.TryAddSingleton(provider => new Pulse(
            provider.GetRequiredService<IOptions<InvalidationOptions>>(), provider.GetRequiredService<TimeProvider>())
        {
            IsLogAway = true, // until it has been read
        });
        services.TryAddSingleton<ILogStream, RedisLogStream>();
        services.TryAddSingleton(provider => new Outbox(MaxOutbox(provider)));
        services.TryAddSingleton(provider => new RecentAppends(MaxOutbox(provider), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<LogState>();
        services.TryAddSingleton<LogFollower>();
        services.TryAddSingleton<SharedInvalidationLog>();
        services.TryAddSingleton<IInvalidationLog>(provider => provider.GetRequiredService<SharedInvalidationLog>());
        services.TryAddSingleton<LogService>();
        services.AddHostedService(provider => provider.GetRequiredService<LogService>());
        services.AddSingleton<IReadinessCondition>(provider => provider.GetRequiredService<LogService>());
        services.AddActivatedSingleton<LogGauges>(); // nothing asks for it: it is there to be scraped
    }

    private static int MaxOutbox(IServiceProvider provider) => provider.GetRequiredService<IOptions<RedisOptions>>().Value.MaxOutbox;
}
