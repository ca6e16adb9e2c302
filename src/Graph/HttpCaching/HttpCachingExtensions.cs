using Graph.Configuration;
using Graph.HttpCaching.Purging;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Graph.HttpCaching;

internal static class HttpCachingExtensions
{
    public static IServiceCollection AddHttpCaching(this IServiceCollection services)
    {
        services.AddValidatedOptions<HttpCachingOptions>(HttpCachingOptions.SectionName);
        services.TryAddSingleton<CacheDirectives>();
        services.TryAddSingleton<KeptResponses>();
        services.TryAddSingleton<KnownAnswers>();
        services.AddSingleton<IValidateOptions<HttpCachingOptions>, ValidatePurging>();
        services.TryAddSingleton(NewPurgeClient);
        services.AddHostedService<Purger>();
        return services;
    }

    private static PurgeClient NewPurgeClient(IServiceProvider services)
    {
        var purge = services.GetRequiredService<IOptions<HttpCachingOptions>>().Value.Purge;
        return new PurgeClient(PurgeClient.NewHandler(purge), purge, services.GetRequiredService<TimeProvider>());
    }
}
