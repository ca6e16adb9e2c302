using Graph.Configuration;
using Graph.Transport.GraphQLTransportWs;
using Graph.Transport.Ide;
using Graph.Transport.Realtime;
using Graph.Transport.ServerSentEvents;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Graph.Transport;

/// <summary>GraphQL over HTTP, WebSockets and event streams, the IDE and the SDL, all below one path.</summary>
internal static class TransportExtensions
{
    public const string Path = "/graphql";

    public static IServiceCollection AddTransport(this IServiceCollection services)
    {
        services.TryAddSingleton<RequestReader>();
        services.TryAddSingleton<ResponseSender>();
        services.TryAddSingleton<GraphQLEndpoint>();
        services.TryAddSingleton<SchemaEndpoint>();
        services.AddRealtime();
        services.AddResponseCompression(compression =>
        {
            // Answers carry no secret beside what the same client has sent, which is what compression under TLS could tell (BREACH).
            compression.EnableForHttps = true;
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, MediaTypes.GraphQLResponse];
        });
        return services;
    }

    /// <summary>Keeps requests' traces, compresses answers (gzip, Brotli) for those who accept it, and takes WebSockets.</summary>
    public static IApplicationBuilder UseTransport(this IApplicationBuilder app)
    {
        // The GraphQL endpoint has work for an activity only where memory has no answer, and begins it then.
        app.Use(next => context => context.Request.Path == Path ? next(context) : TraceAsync(context, next));

        // The framework's own keep-alive is one timer a socket; the protocol has a ping, and OpenConnections one timer for all.
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        return app.UseWhen(context => !context.WebSockets.IsWebSocketRequest, answers => answers.UseResponseCompression());
    }

    public static IEndpointConventionBuilder MapGraphQL(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods($"{Path}/schema.graphql", [HttpMethods.Get, HttpMethods.Head], (SchemaEndpoint schema) => schema.Get());
        IdeEndpoints.MapAssets(endpoints, Path);

        // From the application's services: a scope of the request's own would stay as long as a socket does.
        var services = endpoints.ServiceProvider;
        return endpoints.Map(Path, context => services.GetRequiredService<GraphQLEndpoint>().HandleAsync(context));
    }

    private static async Task TraceAsync(HttpContext context, RequestDelegate next)
    {
        using var activity = RequestTrace.Of(context.Request).Begin();
        await next(context);
    }

    private static void AddRealtime(this IServiceCollection services)
    {
        services.AddValidatedOptions<RealtimeOptions>(RealtimeOptions.SectionName);
        services.TryAddSingleton<RealtimeGauges>();
        services.TryAddSingleton<OpenConnections>();
        services.AddHostedService(provider => provider.GetRequiredService<OpenConnections>());
        services.TryAddSingleton<SocketServices>();
        services.TryAddSingleton<GraphQLTransportWsEndpoint>();
        services.TryAddSingleton<EventStreams>();
    }
}
