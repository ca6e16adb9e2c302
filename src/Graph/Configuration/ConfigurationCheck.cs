using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.Json;

namespace Graph.Configuration;

/// <summary>Checks every section before the server listens.</summary>
internal static class ConfigurationCheck
{
    // The framework's own, as far as files and command lines may hold them.
    private static readonly string[] Framework =
    [
        "AllowedHosts", "ApplicationName", "ContentRoot", "DetailedErrors", "Environment", "Http_Ports", "Https_Port", "Https_Ports", "Kestrel",
        "Logging", "Urls", "WebRoot",
    ];

    private static readonly string[] FrameworkPrefixes = ["ASPNETCORE_", "DOTNET_", "OTEL_"];

    /// <exception cref="StartupException">A setting is wrong or unknown; lists all that are.</exception>
    public static void CheckConfiguration(this IServiceProvider services)
    {
        var problems = services.GetServices<ICheckedOptions>().SelectMany(options => options.Problems())
            .Concat(UnknownSections(services))
            .Distinct() // a command line is read for the host, and again for the application
            .ToArray();
        if (problems.Length > 0)
        {
            throw new StartupException(problems);
        }
    }

    // Environment variables hold everything else of the machine too, so only files and the command line can be wrong about a section.
    private static IEnumerable<string> UnknownSections(IServiceProvider services)
    {
        var known = services.GetServices<KnownSection>().Select(section => section.Name).ToArray();
        return from provider in ((IConfigurationRoot)services.GetRequiredService<IConfiguration>()).Providers
               where provider is JsonConfigurationProvider or CommandLineConfigurationProvider
               from key in provider.GetChildKeys([], parentPath: null).Distinct(StringComparer.OrdinalIgnoreCase)
               where !known.Concat(Framework).Contains(key, StringComparer.OrdinalIgnoreCase)
               where !FrameworkPrefixes.Any(prefix => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
               select $"{key} is not a known section; there are: {string.Join(", ", known.Order(StringComparer.Ordinal))}.";
    }
}
