using Graph.Domains.Abstractions;
using Microsoft.AspNetCore.Http.Features;

namespace Graph.Security;

/// <summary>Bounds the bodies of the endpoints about identity.</summary>
internal static class SmallBody
{
    public const int MaxBytes = 16 * 1_024;

    public static CallerRefusal TooLarge { get; } =
        new(StatusCodes.Status413PayloadTooLarge, ErrorCodes.LimitExceeded, $"The body is larger than {MaxBytes} bytes.");

    /// <returns>The answer to a body that is announced to be larger; one that turns out to be is the server's to refuse.</returns>
    public static IResult? Limit(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
        {
            body.MaxRequestBodySize = MaxBytes;
        }

        return http.Request.ContentLength > MaxBytes ? IdentityProblem.Of(http, TooLarge) : null;
    }
}
