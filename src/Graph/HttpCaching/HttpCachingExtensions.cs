using Graph.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Graph.HttpCaching;

internal static class HttpCachingExtensions
{
    public static IServiceCollection AddHttpCaching(this IServiceCollection services)
    {
        services.AddValidatedOptions<HttpCachingOptions>(HttpCachingOptions.SectionName);
        services.TryAddSingleton<CacheDirectives>();
        services.TryAddSingleton<KeptResponses>();
        services.TryAddSingleton<KnownAnswers>();
        return services;
    }
}
