using System.Globalization;
using Graph.Execution;
using Graph.Execution.Results;
using Graph.HttpCaching;

namespace Graph.Transport;

/// <summary>Sends results as answers to requests.</summary>
internal sealed class ResponseSender(KeptResponses kept)
{
    /// <summary>Disposes of the result's data, which nobody needs after that.</summary>
    /// <param name="http">The exchange.</param>
    /// <param name="result">What to send.</param>
    /// <param name="mediaType">As what.</param>
    /// <param name="isAnybodys">Whether the request says neither who asks nor how new the answer must be.</param>
    public Task SendAsync(HttpContext http, OperationResult result, string mediaType, bool isAnybodys) =>
        kept.Announce(http, result, isAnybodys) is { } response
            ? KeptResponses.SendAsync(http, response, MediaTypes.WithCharset(mediaType))
            : WriteAsync(http.Response, result, mediaType);

    /// <summary>Answers what is no request of the protocol. No events come of it, so who asked for these gets JSON.</summary>
    public static Task RefuseAsync(HttpContext context, string mediaType, RequestRefusal refusal)
    {
        Rejections.Count(refusal.Code);
        var result = OperationResult.Refused(ResultOutcome.BadRequest, new GraphError(refusal.Code, refusal.Message));
        context.Response.StatusCode = refusal.Status;
        return WriteBodyAsync(
            context.Response, result with { RetryAfter = refusal.RetryAfter }, mediaType == MediaTypes.EventStream ? MediaTypes.Json : mediaType);
    }

    private static Task WriteAsync(HttpResponse response, OperationResult result, string mediaType)
    {
        var status = HttpStatus.Of(result, mediaType);
        response.StatusCode = status;
        if (status == StatusCodes.Status405MethodNotAllowed)
        {
            response.Headers.Allow = result.Outcome == ResultOutcome.MethodNotAllowed ? "POST" : "GET, POST";
        }

        return WriteBodyAsync(response, result, mediaType);
    }

    private static async Task WriteBodyAsync(HttpResponse response, OperationResult result, string mediaType)
    {
        response.ContentType = MediaTypes.WithCharset(mediaType);
        if (response.StatusCode == StatusCodes.Status405MethodNotAllowed && response.Headers.Allow.Count == 0)
        {
            response.Headers.Allow = "GET, POST";
        }

        if (result.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        response.ContentLength = ResultWriter.LengthOf(result); // otherwise it goes out in chunks, which takes longer

        // The data's array goes back before the client takes the answer, not after: as many as are on their way would empty the pool.
        using (result.Data)
        {
            ResultWriter.Write(response.BodyWriter, result);
        }

        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
    }
}
