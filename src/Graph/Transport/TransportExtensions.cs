using Graph.Transport.Ide;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Graph.Transport;

/// <summary>GraphQL over HTTP, the IDE and the SDL, all below one path.</summary>
internal static class TransportExtensions
{
    public const string Path = "/graphql";

    public static IServiceCollection AddTransport(this IServiceCollection services)
    {
        services.TryAddSingleton<RequestReader>();
        services.TryAddSingleton<GraphQLEndpoint>();
        services.TryAddSingleton<SchemaEndpoint>();
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

    /// <summary>Compresses answers (gzip, Brotli) for those who accept it.</summary>
    public static IApplicationBuilder UseTransport(this IApplicationBuilder app) => app.UseResponseCompression();

    public static IEndpointConventionBuilder MapGraphQL(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods($"{Path}/schema.graphql", [HttpMethods.Get, HttpMethods.Head], (SchemaEndpoint schema) => schema.Get());
        IdeEndpoints.MapAssets(endpoints, Path);
        return endpoints.Map(Path, context => context.RequestServices.GetRequiredService<GraphQLEndpoint>().HandleAsync(context));
    }
}
