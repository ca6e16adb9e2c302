using Graph.Upstreams.Analytics;
using Graph.Upstreams.Carts;
using Graph.Upstreams.Data;
using Graph.Upstreams.Events;
using Graph.Upstreams.Faults;
using Graph.Upstreams.Http;
using Graph.Upstreams.Idempotency;
using Graph.Upstreams.Inventory;
using Graph.Upstreams.Products;
using Graph.Upstreams.Recommendations;
using Graph.Upstreams.Reviews;
using Graph.Upstreams.Stats;
using Graph.Upstreams.Users;

namespace Graph.Upstreams;

/// <summary>The same services and pipeline for the program of its own and for the embedded host.</summary>
internal static class UpstreamsBuilderExtensions
{
    private const long MaxRequestBody = 1024 * 1024;

    public static WebApplicationBuilder AddUpstreams(this WebApplicationBuilder builder, UpstreamsOptions options, TimeProvider time)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBody;
        });
        builder.Services.AddHttp().AddEvents(options.Events).AddStores(options, time);
        return builder;
    }

    public static WebApplication MapUpstreams(this WebApplication app)
    {
        app.UseMiddleware<TraceIdMiddleware>();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseMiddleware<StatsMiddleware>();
        app.UseMiddleware<FaultMiddleware>();
        app.UseMiddleware<IdempotencyMiddleware>();

        // Embedded, the meters are shared with the graph, whose own requests these would be counted with.
        var routes = app.MapGroup("").DisableHttpMetrics().AddEndpointFilter<RouteGroupBuilder, ValidationFilter>();
        routes.MapProducts();
        routes.MapInventory();
        routes.MapReviews();
        routes.MapUsers();
        routes.MapCarts();
        routes.MapRecommendations();
        routes.MapAnalytics();
        routes.MapFaults();
        routes.MapStats();
        app.MapGet("/health", () => Results.Text("OK")).ExcludeFromDescription();
        app.MapOpenApi("/openapi.json");
        return app;
    }

    private static IServiceCollection AddHttp(this IServiceCollection services)
    {
        services.AddRouting();
        services.AddProblemDetails();
        services.AddSingleton<FaultRegistry>().AddSingleton<RequestCounter>();
        services.AddExceptionHandler<BadRequestHandler>();
        services.AddValidation();
        services.AddOpenApi(OpenApiDocuments.Configure);
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        return services.ConfigureHttpJsonOptions(json => UpstreamsJson.Configure(json.SerializerOptions));
    }

    private static IServiceCollection AddEvents(this IServiceCollection services, EventsOptions options) =>
        services.AddSingleton(options)
            .AddSingleton<EventTarget>().AddSingleton<Outbox>().AddSingleton<EventSender>()
            .AddHostedService<OutboxDispatcher>().AddHostedService<Heartbeat>();

    private static IServiceCollection AddStores(this IServiceCollection services, UpstreamsOptions options, TimeProvider time) => services
        .AddSingleton(options)
        .AddSingleton(options.Users)
        .AddSingleton(time)
        .AddSingleton<Database>()
        .AddHostedService<DatabaseStartup>()
        .AddSingleton<BearerToken>()
        .AddSingleton<ProductStore>()
        .AddSingleton<InventoryStore>()
        .AddSingleton<ReviewStore>()
        .AddSingleton<UserStore>()
        .AddSingleton<PreferencesStore>()
        .AddSingleton<ActivityStore>()
        .AddSingleton<OrderStore>()
        .AddSingleton<CartStore>()
        .AddSingleton<RecommendationStore>()
        .AddSingleton<AnalyticsStore>();
}
