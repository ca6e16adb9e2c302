using Graph.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Graph.Loading;

internal static class LoadingExtensions
{
    public static IServiceCollection AddLoading(this IServiceCollection services)
    {
        services.AddValidatedOptions<CursorOptions>(CursorOptions.SectionName);
        services.TryAddSingleton<CursorCodec>();
        services.TryAddSingleton<ILoaderFactory, LoaderFactory>();
        return services;
    }
}
