using Graph.Configuration;

namespace Graph.Security;

internal static class SecurityExtensions
{
    public static IServiceCollection AddSecurity(this IServiceCollection services) =>
        services.AddValidatedOptions<AdminOptions>(AdminOptions.SectionName);

    /// <summary>Closes endpoints to all but admins.</summary>
    public static TBuilder RequireAdmin<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder =>
        endpoints.AddEndpointFilter<TBuilder, AdminAccess>();
}
