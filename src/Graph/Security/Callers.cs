using Graph.Security.Sessions;
using Graph.Security.Tokens;

namespace Graph.Security;

/// <summary>Tells who sends a request: by the header <c>Authorization</c>, or else by the session's cookie.</summary>
internal sealed class Callers(CredentialsReader credentials, TokenCheck tokens, OriginCheck origins)
{
    /// <remarks>Of a refusal, the headers of the answer are set; its status and body are the endpoint's to write.</remarks>
    public async ValueTask<CallerReading> OfAsync(HttpContext http)
    {
        var given = credentials.Read(http.Request);
        if (given.Token is null && given.Refusal is null)
        {
            return default;
        }

        var reading = await CheckAsync(given, http);
        if (reading.Refusal is not { } refusal)
        {
            return reading;
        }

        IdentityMetrics.CountRefused();
        SetHeaders(http.Response, refusal, given.FromCookie);
        return reading;
    }

    private async ValueTask<CallerReading> CheckAsync(Credentials given, HttpContext http)
    {
        if ((given.Refusal ?? (given.FromCookie ? origins.Check(http.Request) : null)) is { } refusal)
        {
            return refusal;
        }

        return await tokens.CheckAsync(given.Token!);
    }

    private static void SetHeaders(HttpResponse response, CallerRefusal refusal, bool fromCookie)
    {
        if (refusal.Status != StatusCodes.Status401Unauthorized)
        {
            return;
        }

        response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\""; // RFC 6750, 3.1
        if (fromCookie)
        {
            SessionCookie.Clear(response); // a browser would send it again and again, and has no other way to lose it
        }
    }
}
