using Graph.Cluster;
using Graph.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Graph.Execution.Persisted;

internal static class PersistedExtensions
{
    /// <summary>Documents by their hash. Instances share none unless <see cref="AddSharedDocuments"/> comes first.</summary>
    public static IServiceCollection AddPersistedOperations(this IServiceCollection services)
    {
        services.AddValidatedOptions<PersistedOptions>(PersistedOptions.SectionName);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PersistedOptions>, ValidatePersisted>());
        services.TryAddSingleton<ISharedDocuments, NoSharedDocuments>();
        services.TryAddSingleton<TrustedDocuments>();
        services.TryAddSingleton<AutomaticDocuments>();
        services.TryAddSingleton<PersistedOperations>();
        services.AddHostedService<TrustedStartup>();
        services.AddActivatedSingleton<PersistedGauges>(); // nothing asks for it: it is there to be scraped
        return services;
    }

    /// <summary>Documents that all instances know, where they have a Redis.</summary>
    public static IHostApplicationBuilder AddSharedDocuments(this IHostApplicationBuilder builder)
    {
        if (builder.HasRedis())
        {
            builder.Services.TryAddSingleton<ISharedDocuments, RedisDocuments>();
        }

        return builder;
    }
}
