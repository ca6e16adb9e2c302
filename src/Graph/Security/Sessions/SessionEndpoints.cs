using Graph.Domains.Abstractions;

namespace Graph.Security.Sessions;

/// <summary>Sessions for browsers, whose pages should not hold a token themselves.</summary>
internal static class SessionEndpoints
{
    private const string Path = "/session";
    private const string PositionHeader = "X-Graph-Position";

    public static void MapSessions(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(Path, SignInAsync);
        endpoints.MapDelete(Path, SignOutAsync);
    }

    /// <summary>Puts the bearer token into a cookie.</summary>
    private static async Task<IResult> SignInAsync(HttpContext http, Callers callers, TimeProvider time)
    {
        if (SmallBody.Limit(http) is { } tooLarge)
        {
            return tooLarge;
        }

        // Only the header: a session does not prolong itself.
        if (http.Request.Headers.Authorization.Count == 0)
        {
            return Anonymous(http, "Send the token to sign in with: Authorization: Bearer <token>.");
        }

        var (caller, refusal) = await callers.OfAsync(http);
        if (caller is null)
        {
            return IdentityProblem.Of(http, refusal!);
        }

        var token = caller.Token.Reveal();
        if (token.Length > SessionCookie.MaxTokenBytes)
        {
            return IdentityProblem.Of(http, new CallerRefusal(
                StatusCodes.Status400BadRequest, ErrorCodes.BadUserInput,
                $"The token is longer than a cookie can hold ({SessionCookie.MaxTokenBytes} bytes). Send it as Authorization: Bearer instead."));
        }

        SessionCookie.Set(http.Response, token, WholeSeconds(caller.Expires - time.GetUtcNow()));
        return IdentityProblem.None(http);
    }

    /// <summary>Ends the session, or the use of a bearer token, on this instance.</summary>
    private static async Task<IResult> SignOutAsync(HttpContext http, Callers callers, SignOut signOut)
    {
        if (SmallBody.Limit(http) is { } tooLarge)
        {
            return tooLarge;
        }

        var (caller, refusal) = await callers.OfAsync(http);
        if (caller is null)
        {
            return refusal is null ? Anonymous(http, "Nobody is signed in.") : IdentityProblem.Of(http, refusal);
        }

        SessionCookie.Clear(http.Response);
        if (await signOut.OfAsync(caller) is { } position)
        {
            http.Response.Headers[PositionHeader] = position.ToString();
        }

        return IdentityProblem.None(http);
    }

    private static IResult Anonymous(HttpContext http, string message)
    {
        http.Response.Headers.WWWAuthenticate = "Bearer";
        return IdentityProblem.Of(http, CallerRefusal.Unauthenticated(message));
    }

    // A token in its last second, or past it by no more than clocks may differ, still makes a cookie that ends.
    private static TimeSpan WholeSeconds(TimeSpan left) => TimeSpan.FromSeconds(Math.Max(1, Math.Floor(left.TotalSeconds)));
}
