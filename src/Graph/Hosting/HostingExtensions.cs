using Graph.Configuration;
using Graph.Hosting.Health;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Graph.Hosting;

internal static class HostingExtensions
{
    public static void AddHosting(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddValidatedOptions<HostingOptions>(HostingOptions.SectionName);
        services.AddSingleton<ICheckedOptions, CheckedAddresses>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Draining>();
        services.AddHostedService(provider => provider.GetRequiredService<Draining>());
        services.AddSingleton<IReadinessCondition>(provider => provider.GetRequiredService<Draining>());

        // The host asks for these two while it is being built, before the configuration check: read without validation, so that the check
        // can list what is wrong here with the rest.
        services.Configure<KestrelServerOptions>(kestrel => Configure(kestrel, Read(builder)));
        services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout(Read(builder), builder.Environment));
    }

    private static void Configure(KestrelServerOptions kestrel, HostingOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = options.MaxConnections;
        kestrel.Limits.MaxConcurrentUpgradedConnections = options.MaxUpgradedConnections;
        kestrel.Limits.MaxRequestLineSize = options.MaxRequestLineBytes;
        kestrel.Limits.MaxRequestBufferSize = Math.Max(kestrel.Limits.MaxRequestBufferSize ?? 0, options.MaxRequestLineBytes);
        kestrel.Limits.MaxRequestHeadersTotalSize = options.MaxHeaderBytes;
        kestrel.Limits.MaxRequestHeaderCount = options.MaxHeaders;
        kestrel.Limits.RequestHeadersTimeout = options.HeadersTimeout;
        kestrel.Limits.KeepAliveTimeout = options.KeepAlive;
    }

    private static TimeSpan ShutdownTimeout(HostingOptions options, IHostEnvironment environment) =>
        options.DrainDelayIn(environment) + options.ShutdownTimeout;

    private static HostingOptions Read(IHostApplicationBuilder builder)
    {
        var options = new HostingOptions();
        var problems = new List<string>();
        new SectionReader(problems).Read(builder.Configuration.GetSection(HostingOptions.SectionName), options);
        return problems.Count == 0 ? options : new HostingOptions();
    }
}
