using System.Net.Sockets;
using Graph.Caching;
using Graph.ChangeDetection;
using Graph.Cluster;
using Graph.Configuration;
using Graph.Execution;
using Graph.Execution.Explaining;
using Graph.Execution.Persisted;
using Graph.Execution.Responses;
using Graph.Hosting.Admin;
using Graph.Hosting.Health;
using Graph.HttpCaching;
using Graph.HttpCaching.Purging;
using Graph.Invalidation;
using Graph.Invalidation.Events;
using Graph.Loading;
using Graph.Security;
using Graph.Security.Tokens;
using Graph.Subscriptions;
using Graph.Telemetry;
using Graph.Transport;
using Graph.Transport.Realtime;
using Graph.Upstreams;
using Graph.Upstreams.Embedded;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Graph.Hosting;

/// <summary>Puts the features together; each is one line here and one folder beside this one.</summary>
internal static class GraphApplication
{
    /// <param name="args">The command line.</param>
    /// <param name="domains">Names the domains.</param>
    /// <param name="configure">Runs before the features add theirs, so that what it registers stands.</param>
    /// <exception cref="StartupException">A setting is wrong or unknown; lists all that are.</exception>
    public static WebApplication Build(
        string[] args, Action<IGraphBuilder> domains, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        configure?.Invoke(builder);
        builder.AddHosting();
        builder.AddTelemetry();
        builder.AddCluster();
        domains(builder.AddDomains()); // before the features read their sections, which win over what the program says
        builder.AddInvalidation();
        builder.AddEvents();
        builder.AddCaching();
        builder.AddSharedDocuments();
        builder.Services
            .AddUpstreams()
            .AddChangeDetection()
            .AddLoading()
            .AddSubscriptions()
            .AddExecution()
            .AddKeptResponses()
            .AddExplaining()
            .AddHttpCaching()
            .AddPurging()
            .AddTransport()
            .AddSecurity();
        builder.Services.AddSingleton(services => new DrainStep(services.GetRequiredService<OpenConnections>().DrainAsync));
        builder.Services.TryAddSingleton(services => new EmbeddedSigningKey(services.GetRequiredService<TokenKeys>().OnlySecret));
        builder.Services.TryAddSingleton(services => new EmbeddedEvents(
            EventsExtensions.Path, services.GetRequiredService<IOptions<EventsOptions>>().Value.Secret, builder.Environment.IsDevelopment()));

        var app = builder.Build();
        app.Services.CheckConfiguration();
        _ = app.Services.GetServices<IHostedService>().ToArray(); // builds the schema, so that what is wrong with it is told now too
        app.UseTransport();
        app.MapGraphQL();
        app.MapIdentity();
        app.MapAdmin().RequireAdmin();
        app.MapEvents().RequireEventSender();
        app.MapHealth();
        app.MapTelemetry();
        return app;
    }

    /// <summary>Runs until it is told to stop. What is wrong with the configuration or the schema goes to the error stream in plain words.</summary>
    /// <returns>0, or 1 when it could not start.</returns>
    public static async Task<int> RunAsync(Func<WebApplication> build)
    {
        WebApplication? app = null;
        try
        {
            app = build();
            await app.StartAsync();
        }
        catch (Exception refused) when (Explain(refused) is not null)
        {
            await Console.Error.WriteLineAsync(Explain(refused));
            if (app is not null)
            {
                await app.StopAsync(); // what has started already, the warm-up perhaps, ends before its services are gone
                await app.DisposeAsync();
            }

            return 1;
        }

        await using (app)
        {
            await app.WaitForShutdownAsync();
        }

        return 0;
    }

    /// <returns>Null for a defect, which keeps its stack trace.</returns>
    private static string? Explain(Exception refused) => refused switch
    {
        StartupException => refused.Message,
        IOException { InnerException: AddressInUseException } =>
            $"{refused.Message} Stop what listens there, or choose another address with --urls.",
        // What the framework says of its own sections and files: one that is no JSON, Logging, Kestrel, an address of another machine.
        InvalidDataException or FormatException or SocketException or InvalidOperationException { Source: "Microsoft.Extensions.Logging.Configuration" } =>
            $"The graph cannot start: {string.Join(' ', new[] { refused.Message, refused.GetBaseException().Message }.Distinct())}",
        _ => null,
    };
}
