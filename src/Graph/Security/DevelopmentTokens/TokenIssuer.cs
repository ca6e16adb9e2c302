using Graph.Security.Tokens;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Graph.Security.DevelopmentTokens;

/// <summary>Makes tokens that this graph takes, for people who develop against it.</summary>
internal sealed class TokenIssuer(IOptions<AuthenticationOptions> options, TokenKeys keys, TimeProvider time)
{
    private readonly JsonWebTokenHandler _tokens = new() { SetDefaultTimesOnTokenCreation = false };

    public string Issue(string sub, IEnumerable<string> roles)
    {
        var (own, now) = (options.Value, time.GetUtcNow().UtcDateTime);
        return _tokens.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = own.Issuers.FirstOrDefault(),
            Audience = own.Audiences.FirstOrDefault(),
            IssuedAt = now,
            NotBefore = now,
            Expires = now + own.DevTokenLifetime,
            Claims = new Dictionary<string, object>
            {
                [TokenClaims.Subject] = sub,
                [own.RoleClaim] = roles.ToArray(),
                [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString(), // signing out one token leaves others of the same second
            },
            SigningCredentials = new SigningCredentials(SigningKey.OfSecret(keys.Secret!).Key, SecurityAlgorithms.HmacSha256),
        });
    }
}
