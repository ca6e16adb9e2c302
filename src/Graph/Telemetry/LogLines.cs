using Graph.Telemetry.Lines;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;

namespace Graph.Telemetry;

/// <summary>How log lines look: one readable line in Development, one JSON object a line elsewhere; each with its trace id.</summary>
internal static class LogLines
{
    private const string Levels = "Logging:LogLevel:";
    private const string Console = "Logging:Console:";

    public static void AddLogLines(this IHostApplicationBuilder builder)
    {
        var isLean = !builder.Environment.IsDevelopment() && !builder.Configuration.GetSection(Console.TrimEnd(':')).GetChildren().Any();

        // Lowest in order, so that every setting of a file, a variable or the command line wins. Not an appsettings.json: the host looks
        // for one in the folder that it is started from, which is not the project's with `dotnet run --project`.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults(builder.Environment, isLean) });
        if (isLean)
        {
            builder.Logging.AddJsonLines();
        }

        builder.Logging.Configure(lines => lines.ActivityTrackingOptions = ActivityTrackingOptions.TraceId);
    }

    /// <summary>Lines like those of the framework's JSON console at a tenth of what these cost: one call of the system for many, no text in
    /// between, and the trace id instead of all scopes. Whoever configures that console gets it.</summary>
    private static void AddJsonLines(this ILoggingBuilder logging)
    {
        if (logging.Services.FirstOrDefault(service => service.ImplementationType == typeof(ConsoleLoggerProvider)) is { } console)
        {
            logging.Services.Remove(console);
            logging.Services.AddSingleton<ILoggerProvider>(_ => new JsonLineProvider(new LineWriter(System.Console.OpenStandardOutput()), TimeProvider.System));
        }
    }

    private static Dictionary<string, string?> Defaults(IHostEnvironment environment, bool isLean) => new()
    {
        [Levels + "Default"] = "Information",
        [Levels + "Microsoft"] = "Warning",
        // At any level the web server begins an activity and a scope for each request, which nobody reads here: what needs an activity begins one.
        [Levels + "Microsoft.AspNetCore.Hosting.Diagnostics"] = isLean ? "None" : "Warning",
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
