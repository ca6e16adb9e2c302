using Graph.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Graph.Invalidation;

internal static class InvalidationExtensions
{
    public static IServiceCollection AddInvalidation(this IServiceCollection services)
    {
        services.AddValidatedOptions<InvalidationOptions>(InvalidationOptions.SectionName);
        services.TryAddSingleton<SecretIds>();
        services.TryAddSingleton<InvalidationIndex>();
        services.TryAddSingleton<Pulse>();
        services.TryAddSingleton<IInvalidationLog, MemoryInvalidationLog>();
        return services;
    }
}
