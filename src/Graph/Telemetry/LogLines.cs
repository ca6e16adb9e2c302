using Microsoft.Extensions.Configuration.Memory;

namespace Graph.Telemetry;

/// <summary>How log lines look: one readable line in Development, one JSON object a line elsewhere; each with its trace id.</summary>
internal static class LogLines
{
    private const string Levels = "Logging:LogLevel:";
    private const string Console = "Logging:Console:";

    public static void AddLogLines(this IHostApplicationBuilder builder)
    {
        // Lowest in order, so that every setting of a file, a variable or the command line wins. Not an appsettings.json: the host looks
        // for one in the folder that it is started from, which is not the project's with `dotnet run --project`.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults(builder.Environment) });
        builder.Logging.Configure(lines => lines.ActivityTrackingOptions = ActivityTrackingOptions.TraceId);
    }

    private static Dictionary<string, string?> Defaults(IHostEnvironment environment) => new()
    {
        [Levels + "Default"] = "Information",
        [Levels + "Microsoft"] = "Warning",
        [Levels + "Microsoft.Hosting.Lifetime"] = "Information", // says where it listens
        [Levels + "Microsoft.Extensions.Hosting.Internal.Host"] = "Critical", // what stops a start is told once, in plain words
        [Levels + "Polly"] = "Error", // attempts and retries are metrics, and Upstreams logs what matters of them
        [Levels + "System"] = "Warning",
        [Console + "FormatterName"] = environment.IsDevelopment() ? "simple" : "json",
        [Console + "FormatterOptions:IncludeScopes"] = "true",
        [Console + "FormatterOptions:SingleLine"] = "true",
        [Console + "FormatterOptions:TimestampFormat"] = environment.IsDevelopment() ? "HH:mm:ss.fff " : "yyyy-MM-ddTHH:mm:ss.fffZ",
        [Console + "FormatterOptions:UseUtcTimestamp"] = environment.IsDevelopment() ? "false" : "true",
    };
}
