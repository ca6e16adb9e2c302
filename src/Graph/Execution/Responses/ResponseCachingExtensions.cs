using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Graph.Execution.Responses;

/// <summary>Queries through the response cache. Without it each is executed.</summary>
internal static class ResponseCachingExtensions
{
    public static IServiceCollection AddKeptResponses(this IServiceCollection services)
    {
        services.TryAddSingleton<ResponseScope>();
        services.TryAddSingleton<ResponseMaking>();
        services.TryAddSingleton<Revalidation>();
        services.TryAddSingleton<ResponseCaching>();
        services.TryAddSingleton<KnownRequests>();
        return services;
    }
}
