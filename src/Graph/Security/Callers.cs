using Graph.Security.Sessions;
using Graph.Security.Tokens;
using Microsoft.Extensions.Primitives;

namespace Graph.Security;

/// <summary>Tells who sends a request: by the header <c>Authorization</c>, or else by the session's cookie.</summary>
internal sealed class Callers(CredentialsReader credentials, TokenCheck tokens, OriginCheck origins)
{
    /// <remarks>Of a refusal, the headers of the answer are set; its status and body are the endpoint's to write.</remarks>
    public async ValueTask<CallerReading> OfAsync(HttpContext http)
    {
        var given = credentials.Read(http.Request);
        var reading = await CheckAsync(given, http.Request);
        if (reading.Refusal is { } refusal)
        {
            SetHeaders(http.Response, refusal, given.FromCookie);
        }

        return reading;
    }

    /// <summary>As for a request, of a connection whose first message has credentials of its own.</summary>
    /// <param name="request">What opened the connection; its header or cookie counts when the message has none. Its answer is long gone, so
    /// a refusal sets no headers.</param>
    /// <param name="authorization">The message's <c>Authorization</c>.</param>
    public ValueTask<CallerReading> OfAsync(HttpRequest request, StringValues authorization) =>
        CheckAsync(authorization.Count > 0 ? credentials.Read(authorization) : credentials.Read(request), request);

    private async ValueTask<CallerReading> CheckAsync(Credentials given, HttpRequest request)
    {
        if (given.Token is null && given.Refusal is null)
        {
            return default;
        }

        var refused = given.Refusal ?? (given.FromCookie ? origins.Check(request) : null);
        var reading = refused is not null ? refused : await tokens.CheckAsync(given.Token!);
        if (reading.Refusal is not null)
        {
            IdentityMetrics.CountRefused();
        }

        return reading;
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
