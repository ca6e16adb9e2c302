using System.Globalization;
using Graph.Execution;
using Graph.Execution.Results;

namespace Graph.Transport;

/// <summary>Sends a result as the answer to a request.</summary>
internal static class ResponseSender
{
    /// <summary>Disposes of the result's data, which nobody needs after that.</summary>
    public static async Task SendAsync(HttpResponse response, OperationResult result, int status, string mediaType)
    {
        using var data = result.Data;
        response.StatusCode = status;
        response.ContentType = $"{mediaType}; charset=utf-8";
        if (status == StatusCodes.Status405MethodNotAllowed)
        {
            response.Headers.Allow = result.Outcome == ResultOutcome.MethodNotAllowed ? "POST" : "GET, POST";
        }

        if (result.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        ResultWriter.Write(response.BodyWriter, result);
        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
    }

    /// <summary>Answers what is no request of the protocol. No events come of it, so who asked for these gets JSON.</summary>
    public static Task RefuseAsync(HttpContext context, string mediaType, RequestRefusal refusal)
    {
        Rejections.Count(refusal.Code);
        var result = OperationResult.Refused(ResultOutcome.BadRequest, new GraphError(refusal.Code, refusal.Message));
        return SendAsync(
            context.Response, result with { RetryAfter = refusal.RetryAfter }, refusal.Status,
            mediaType == MediaTypes.EventStream ? MediaTypes.Json : mediaType);
    }
}
