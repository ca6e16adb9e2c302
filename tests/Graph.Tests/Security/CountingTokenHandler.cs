using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Graph.Tests.Security;

/// <summary>The library's handler, counted.</summary>
internal sealed class CountingTokenHandler : JsonWebTokenHandler
{
    public int Validations { get; private set; }

    public override Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        Validations++;
        return base.ValidateTokenAsync(token, validationParameters);
    }
}
