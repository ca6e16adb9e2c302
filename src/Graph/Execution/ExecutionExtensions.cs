using Graph.Configuration;
using Graph.Execution.Binding;
using Graph.Execution.Documents;
using Graph.Execution.Introspection;
using Graph.Execution.Persisted;
using Graph.Execution.Plans;
using Graph.Execution.Running;
using Graph.Execution.Schema;
using Graph.Execution.Streams;
using Graph.Execution.WarmUp;
using Graph.Hosting;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Graph.Execution;

/// <summary>Everything from a document to its result.</summary>
internal static class ExecutionExtensions
{
    /// <summary>Expects in the services: the <see cref="TypeRegistry"/> with every domain's bindings, the <see cref="SdlSource"/>s as a
    /// read-only list, and the factories of loaders and writers.</summary>
    public static IServiceCollection AddExecution(this IServiceCollection services)
    {
        services.AddValidatedOptions<LimitOptions>(LimitOptions.SectionName);
        services.AddValidatedOptions<WarmUpOptions>(WarmUpOptions.SectionName);

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider =>
            SchemaModel.Create(provider.GetRequiredService<IReadOnlyList<SdlSource>>(), provider.GetRequiredService<TypeRegistry>()));
        services.TryAddSingleton<ISchema>(provider =>
            SchemaFactory.Create(provider.GetRequiredService<SchemaModel>(), provider.GetRequiredService<TypeRegistry>()));
        services.TryAddSingleton<OperationGate>();
        services.TryAddSingleton<DocumentStore>();
        services.TryAddSingleton<OperationCompiler>();
        services.TryAddSingleton<IntrospectionRunner>();
        services.TryAddSingleton<PlanEngine>();
        services.TryAddSingleton<IOperationEngine>(provider => provider.GetRequiredService<PlanEngine>());
        services.TryAddSingleton<ISubscriptionEngine>(provider => provider.GetRequiredService<PlanEngine>());
        services.TryAddSingleton<IStreamStarter, NoStreams>();
        services.TryAddSingleton<IOperationExecutor, OperationExecutor>();

        services.TryAddSingleton<WarmUpService>();
        services.AddHostedService(provider => provider.GetRequiredService<WarmUpService>());
        services.AddSingleton<IReadinessCondition>(provider => provider.GetRequiredService<WarmUpService>());
        return services.AddPersistedOperations().AddOperationsWarmUp();
    }

    private static IServiceCollection AddOperationsWarmUp(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<WarmUpOptions>, ConfigureWarmUp>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WarmUpOptions>, ValidateWarmUp>());
        services.TryAddSingleton<WarmUpRunner>();
        services.TryAddSingleton<WarmUpProgress>();
        services.TryAddSingleton<OperationsWarmUp>();
        services.AddHostedService(provider => provider.GetRequiredService<OperationsWarmUp>());
        services.AddSingleton<IReadinessCondition>(provider => provider.GetRequiredService<WarmUpProgress>());
        return services;
    }
}
