using Graph.Caching.ResponseCache;
using Graph.Execution.Results;
using Microsoft.Net.Http.Headers;

namespace Graph.HttpCaching;

/// <summary>Sends responses that are kept: as bytes that are there already, or as the word that the client has them.</summary>
internal sealed class KeptResponses(CacheDirectives directives)
{
    /// <summary>Sets the headers that say what the response cache had to do with an answer, and what other caches may do with it.</summary>
    /// <param name="http">The exchange.</param>
    /// <param name="result">The answer.</param>
    /// <param name="isAnybodys">Whether the request says neither who asks nor how new the answer must be.</param>
    /// <returns>The bytes to send; null when the result has to be written.</returns>
    public CachedResponse? Announce(HttpContext http, OperationResult result, bool isAnybodys)
    {
        var ifHit = result.Response is { } kept ? directives.Apply(http, kept, isAnybodys) : null;
        if (CacheStatus.Of(result, ifHit) is { } status)
        {
            http.Response.Headers[CacheStatus.Header] = status;
        }

        return result.Response;
    }

    public static Task SendAsync(HttpContext http, CachedResponse kept, string contentType)
    {
        var response = http.Response;
        if (HttpMethods.IsGet(http.Request.Method) && response.Headers.ETag.Count > 0 && Matches(http.Request, kept.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        var (bytes, coding) = ContentCodings.Encode(kept, ContentCodings.Negotiate(http.Request.Headers.AcceptEncoding));
        response.ContentType = contentType;
        response.ContentLength = bytes.Length;
        if (ContentCodings.NameOf(coding) is { } name)
        {
            response.Headers.ContentEncoding = name;
        }

        var written = response.BodyWriter.WriteAsync(bytes, http.RequestAborted);
        return written.IsCompletedSuccessfully ? Task.CompletedTask : written.AsTask();
    }

    private static bool Matches(HttpRequest request, string etag)
    {
        var asked = request.Headers.IfNoneMatch;
        if (asked.Count == 0)
        {
            return false;
        }

        // Weak comparison (RFC 9110, 13.1.2): the same but for the mark of weakness.
        return asked is [{ } one] && one == etag
            || (EntityTagHeaderValue.TryParseList(asked, out var tags)
                && tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(EntityTagHeaderValue.Parse(etag), useStrongComparison: false)));
    }
}
