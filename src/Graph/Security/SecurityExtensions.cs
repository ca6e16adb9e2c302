using Graph.Configuration;
using Graph.Security.DevelopmentTokens;
using Graph.Security.Sessions;
using Graph.Security.Tokens;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Graph.Security;

internal static class SecurityExtensions
{
    public static IServiceCollection AddSecurity(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddValidatedOptions<AdminOptions>(AdminOptions.SectionName);
        services.AddTokens();
        services.TryAddSingleton<Callers>();
        services.TryAddSingleton<ExplainAccess>();
        services.TryAddSingleton<CallerWatch>();
        services.TryAddSingleton<OriginCheck>();
        services.TryAddSingleton<SignedOutTokens>();
        services.TryAddSingleton<SignOut>();
        services.TryAddSingleton<TokenIssuer>();
        services.TryAddSingleton<IdentityGauges>();
        services.AddHostedService<IdentityStartup>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<LoggerFilterOptions>, MuteRequestDetails>());
        return services;
    }

    /// <summary><c>/session</c>, and in Development <c>/dev/token</c>.</summary>
    public static void MapIdentity(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapSessions();
        endpoints.MapDevelopmentTokens();
    }

    /// <summary>Closes endpoints to all but admins.</summary>
    public static TBuilder RequireAdmin<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder =>
        endpoints.AddEndpointFilter<TBuilder, AdminAccess>();

    /// <summary>Closes an endpoint that takes change events to all whom neither a signature nor this machine speaks for.</summary>
    public static TBuilder RequireEventSender<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder =>
        endpoints.AddEndpointFilter<TBuilder, EventAccess>();

    private static void AddTokens(this IServiceCollection services)
    {
        services.AddValidatedOptions<AuthenticationOptions>(AuthenticationOptions.SectionName);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AuthenticationOptions>, ValidateAuthentication>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<JwtBearerOptions>, ConfigureBearer>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<JwtBearerOptions>, JwtBearerPostConfigureOptions>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<JwtBearerOptions>, ConfigureBearer>());
        services.TryAddSingleton<TokenKeys>();
        services.TryAddSingleton<AuthorityKeys>();
        services.TryAddSingleton<TokenMemory>();
        services.TryAddSingleton<CredentialsReader>();
        services.TryAddSingleton<TokenCheck>();
    }
}
