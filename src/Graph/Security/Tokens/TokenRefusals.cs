using Microsoft.IdentityModel.Tokens;

namespace Graph.Security.Tokens;

/// <summary>What a client is told of a token that is not taken. The library's own texts quote the token, so none of them is passed on.</summary>
internal static class TokenRefusals
{
    public static readonly CallerRefusal Invalid = CallerRefusal.Unauthenticated("The token is not valid.");

    public static readonly CallerRefusal Expired = CallerRefusal.Unauthenticated("The token has expired. Sign in again.");

    public static readonly CallerRefusal SignedOut = CallerRefusal.Unauthenticated("The token has been signed out. Sign in again.");

    public static readonly CallerRefusal NoSubject =
        CallerRefusal.Unauthenticated($"The token names no user: its 'sub' must be text of 1 to {TokenClaims.LongestSubject} characters.");

    public static readonly CallerRefusal NoKeys =
        CallerRefusal.Unauthenticated("No token can be checked here: the server has no keys for it (Authentication). Ask without one.");

    public static readonly CallerRefusal NoAuthority =
        CallerRefusal.Unavailable("The token cannot be checked: the authority that knows its key does not answer. Try again.");

    private static readonly CallerRefusal NotYet = CallerRefusal.Unauthenticated("The token is not valid yet.");

    private static readonly CallerRefusal Audience = CallerRefusal.Unauthenticated("The token is for another audience.");

    private static readonly CallerRefusal Issuer = CallerRefusal.Unauthenticated("The token is from another issuer.");

    public static CallerRefusal Of(Exception? failure) => failure switch
    {
        SecurityTokenExpiredException => Expired,
        SecurityTokenNotYetValidException => NotYet,
        SecurityTokenInvalidAudienceException => Audience,
        SecurityTokenInvalidIssuerException => Issuer,
        _ => Invalid,
    };
}
