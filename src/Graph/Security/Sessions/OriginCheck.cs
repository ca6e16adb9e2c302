using Graph.Security.Tokens;
using Microsoft.Extensions.Options;

namespace Graph.Security.Sessions;

/// <summary>Makes sure that a page of this site sends the cookie. SameSite=Strict lets pages of sibling hosts through, and nothing at all
/// holds a client that is no browser of today.</summary>
internal sealed class OriginCheck(IOptions<AuthenticationOptions> options)
{
    private const string FetchSite = "Sec-Fetch-Site";

    private readonly HashSet<string> _allowed = [.. options.Value.Session.AllowedOrigins.Select(Origins.Normalize).OfType<string>()];

    /// <returns>Null when the request may use the cookie.</returns>
    public CallerRefusal? Check(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        if (origin.Count > 0)
        {
            return origin.Count == 1 && Origins.Normalize(origin.ToString()) is { } given && (_allowed.Contains(given) || given == Own(request))
                ? null
                : CallerRefusal.Forbidden(
                    "The session's cookie came from a page of another origin. Its origin would have to be in Authentication:Session:AllowedOrigins.");
        }

        return HttpMethods.IsGet(request.Method) && request.Headers[FetchSite].ToString() is "same-origin" or "none"
            ? null
            : CallerRefusal.Forbidden(
                $"The session's cookie came without an Origin. Only a GET may leave it out, with {FetchSite}: same-origin or none.");
    }

    private static string? Own(HttpRequest request) => Origins.Normalize($"{request.Scheme}://{request.Host.Value}");
}
