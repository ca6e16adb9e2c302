using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Graph.Cluster;

internal static class ClusterExtensions
{
    /// <summary>What the instances of a graph share.</summary>
    public static IServiceCollection AddCluster(this IServiceCollection services)
    {
        services.TryAddSingleton<ILeases, OwnLeases>();
        services.TryAddSingleton<IWatermarks, OwnWatermarks>();
        return services;
    }
}
