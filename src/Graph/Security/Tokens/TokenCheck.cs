using Graph.Security.Sessions;
using Graph.Upstreams;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Graph.Security.Tokens;

/// <summary>Tells whose token it is. A token is checked once and its viewer remembered.</summary>
/// <remarks>The library's handler for requests is left out: it logs what it finds, runs for every path, and knows requests only.</remarks>
internal sealed class TokenCheck(
    IOptions<AuthenticationOptions> options, IOptions<JwtBearerOptions> bearer, TokenKeys keys, AuthorityKeys authority,
    TokenMemory memory, SignedOutTokens signedOut)
{
    public async ValueTask<CallerReading> CheckAsync(string token)
    {
        var hash = TokenHash.Of(token);
        if (signedOut.Contains(hash))
        {
            return TokenRefusals.SignedOut;
        }

        if (memory.Find(hash) is { } remembered)
        {
            IdentityMetrics.CountRemembered();
            return CallerOf(remembered, token);
        }

        return await ValidateAsync(token, hash);
    }

    private async Task<CallerReading> ValidateAsync(string token, TokenHash hash)
    {
        if (!keys.HasAny)
        {
            return TokenRefusals.NoKeys;
        }

        if (!await authority.AreKnownAsync())
        {
            return TokenRefusals.NoAuthority;
        }

        var result = await bearer.Value.TokenHandlers[0].ValidateTokenAsync(token, bearer.Value.TokenValidationParameters);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken jwt)
        {
            return TokenRefusals.Of(result.Exception);
        }

        if (TokenClaims.ReadViewer(jwt.EncodedPayload, options.Value.RoleClaim) is not { } viewer)
        {
            return TokenRefusals.NoSubject;
        }

        IdentityMetrics.CountValidated();
        var valid = new RememberedToken(viewer, new DateTimeOffset(jwt.ValidTo, TimeSpan.Zero));
        memory.Add(hash, valid);
        return CallerOf(valid, token);
    }

    private static Caller CallerOf(RememberedToken valid, string token) => new(valid.Viewer, new ViewerToken(token), valid.Expires);
}
