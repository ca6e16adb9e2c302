using System.Buffers;
using Graph.Security.Sessions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Graph.Security.Tokens;

/// <summary>Takes the token from a request, if it has the shape of one (RFC 6750, 2.1).</summary>
internal sealed class CredentialsReader(IOptions<AuthenticationOptions> options)
{
    private const string Scheme = "Bearer";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/=");

    private static readonly CallerRefusal Malformed =
        CallerRefusal.Unauthenticated("The Authorization header is malformed. Send one, as: Bearer <token>.");

    private static readonly CallerRefusal OtherScheme =
        CallerRefusal.Unauthenticated("The Authorization header has another scheme. Send Bearer: Authorization: Bearer <token>.");

    private readonly int _maxBytes = options.Value.MaxTokenBytes;

    public Credentials Read(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        if (header.Count > 0)
        {
            return Read(header);
        }

        return SessionCookie.Read(request) is { } cookie ? ReadToken(cookie, fromCookie: true) : default;
    }

    /// <param name="header">The values of <c>Authorization</c>; at least one.</param>
    public Credentials Read(StringValues header)
    {
        var text = header.Count == 1 ? header.ToString().AsSpan().Trim() : default;
        var space = text.IndexOf(' ');
        var scheme = space < 0 ? text : text[..space];
        return scheme.IsEmpty ? new Credentials(null, false, Malformed)
            : !scheme.Equals(Scheme, StringComparison.OrdinalIgnoreCase) ? new Credentials(null, false, OtherScheme)
            : space < 0 ? new Credentials(null, false, Malformed)
            : ReadToken(text[space..].Trim().ToString(), fromCookie: false);
    }

    private Credentials ReadToken(string token, bool fromCookie)
    {
        if (token.Length > _maxBytes)
        {
            return new Credentials(null, fromCookie, TooLong());
        }

        if (token.Length == 0 || token.AsSpan().ContainsAnyExcept(Allowed))
        {
            return new Credentials(null, fromCookie, fromCookie ? TokenRefusals.Invalid : Malformed);
        }

        return new Credentials(token, fromCookie, null);
    }

    private CallerRefusal TooLong() => CallerRefusal.Unauthenticated(
        $"The token is longer than {_maxBytes} bytes ({AuthenticationOptions.SectionName}:{nameof(AuthenticationOptions.MaxTokenBytes)}).");
}
