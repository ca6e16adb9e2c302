using Graph.Caching.Freshness;
using Graph.Configuration;
using Graph.Domains.Abstractions;
using Graph.Execution.Schema;
using Graph.Hosting.Admin;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Graph.Hosting;

internal static class DomainsExtensions
{
    /// <summary>Lets the domains that are added to the result say what they mean, and hands it to the features.</summary>
    public static IGraphBuilder AddDomains(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddValidatedOptions<DomainsOptions>(DomainsOptions.SectionName);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DomainsOptions>, ValidateDomains>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FreshnessOverrides>, ValidateFreshness>());
        services.AddSingleton<ICheckedOptions, CheckedDomains>();
        services.TryAddSingleton<DomainModel>();
        services.TryAddSingleton(provider => provider.GetRequiredService<DomainModel>().Types);
        services.TryAddSingleton(provider => provider.GetRequiredService<DomainModel>().Events);
        services.TryAddSingleton(provider => provider.GetRequiredService<DomainModel>().Feeds);
        services.TryAddSingleton(provider => SdlSources.FromResources(
            typeof(IDomainModule).Assembly, provider.GetRequiredService<DomainModel>().Names));
        services.TryAddSingleton(provider => new DeclaredFreshness(provider.GetRequiredService<SchemaModel>().Freshness));
        services.TryAddSingleton<SourcePolicies>();
        services.TryAddSingleton(provider => provider.GetRequiredService<SourcePolicies>().Assigned);
        services.TryAddSingleton<NamedKeys>();
        services.TryAddSingleton<CacheReporter>();
        return new GraphBuilder(services);
    }
}
