using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Graph.Execution.Explaining;

/// <summary>Results that tell how they came about. Without it <see cref="OperationRequest.IsExplained"/> says nothing.</summary>
internal static class ExplainingExtensions
{
    public static IServiceCollection AddExplaining(this IServiceCollection services)
    {
        services.TryAddSingleton<ResponseExplainer>();
        services.TryAddSingleton<Explainer>();
        return services;
    }
}
