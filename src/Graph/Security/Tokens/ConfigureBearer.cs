using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Graph.Security.Tokens;

/// <summary>Makes the library's options of ours.</summary>
internal sealed class ConfigureBearer(IOptions<AuthenticationOptions> options, TokenKeys keys, TimeProvider time)
    : IConfigureOptions<JwtBearerOptions>, IPostConfigureOptions<JwtBearerOptions>
{
    private static readonly TimeSpan BackchannelTimeout = TimeSpan.FromSeconds(5);

    public void Configure(JwtBearerOptions bearer)
    {
        var own = options.Value;
        bearer.Authority = own.Authority?.ToString();
        bearer.RequireHttpsMetadata = own.Authority?.Scheme == Uri.UriSchemeHttps; // where http is allowed says ValidateAuthentication
        bearer.BackchannelTimeout = BackchannelTimeout;
        bearer.MapInboundClaims = false;
        bearer.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAlgorithms = keys.Algorithms,
            IssuerSigningKeys = keys.All,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ValidateAudience = own.Audiences.Count > 0,
            ValidAudiences = own.Audiences,
            ValidateIssuer = own.Authority is not null || own.Issuers.Count > 0,
            ValidIssuers = own.Issuers,
            LifetimeValidator = (notBefore, expires, _, _) => IsInItsLifetime(notBefore, expires, own.ClockSkew),
        };
    }

    /// <summary>After the library's own, which has made the authority's client by now.</summary>
    public void PostConfigure(string? name, JwtBearerOptions bearer) =>
        bearer.TokenValidationParameters.ConfigurationManager = bearer.ConfigurationManager as BaseConfigurationManager;

    // The library's own looks at the system's clock.
    private bool IsInItsLifetime(DateTime? notBefore, DateTime? expires, TimeSpan skew)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return expires is not { } end ? throw new SecurityTokenNoExpirationException()
            : end <= now - skew ? throw new SecurityTokenExpiredException()
            : notBefore > now + skew ? throw new SecurityTokenNotYetValidException()
            : true;
    }
}
