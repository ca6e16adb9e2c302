using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;

namespace Graph.Upstreams.Http;

/// <summary>A request that cannot be read (parameter, body, size, media type) is the client's problem and is told as one; nothing is logged.</summary>
internal sealed class BadRequestHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException bad)
            return false;
        await Answer.Of(new Problem("invalid-request", "Invalid request", bad.StatusCode, Detail(bad))).ExecuteAsync(httpContext);
        return true;
    }

    private static string Detail(BadHttpRequestException bad) => bad.InnerException switch
    {
        JsonException { Path: { Length: > 0 } path } => $"The body is not the JSON that is expected, at {path}.",
        JsonException => "The body is not the JSON that is expected.",
        _ => bad.Message,
    };
}
