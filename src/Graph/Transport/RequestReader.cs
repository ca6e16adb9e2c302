using System.Text.Json;
using Graph.Execution;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Graph.Transport;

/// <summary>Reads a GraphQL request from HTTP, within the limits on its size.</summary>
internal sealed class RequestReader(IOptions<LimitOptions> options)
{
    /// <summary>A header that no page can send to another site without asking first, so its sender may leave out the content type.</summary>
    public const string PreflightHeader = "GraphQL-Preflight";

    private readonly LimitOptions _limits = options.Value;

    /// <summary>Whether a request's body may be looked at: a page of another site could not have sent it unasked, and it is within the limits.</summary>
    public bool TakesBody(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || (CheckContentType(request) is null && !(request.ContentLength > _limits.BodyBytes));

    public async ValueTask<RequestReading> ReadAsync(HttpRequest request, string traceId)
    {
        try
        {
            return HttpMethods.IsGet(request.Method) ? ReadQueryString(request, traceId) : await ReadBodyAsync(request, traceId);
        }
        catch (JsonException malformed)
        {
            return RequestRefusal.BadRequest($"Malformed JSON at line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}.");
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: JSON's grammar lets it pass, but it is no text.
            return RequestRefusal.BadRequest("A JSON string is no valid Unicode.");
        }
        catch (BadHttpRequestException broken)
        {
            return new RequestRefusal(broken.StatusCode, Domains.Abstractions.ErrorCodes.BadUserInput, "The body could not be read.");
        }
    }

    private RequestReading ReadQueryString(HttpRequest request, string traceId)
    {
        var reading = RequestParameters.Read(
            name => name is "variables" or "extensions" ? Json(request.Query[name]) : Text(request.Query[name]), traceId, _limits);
        JsonTexts.Check(reading.Request?.Variables ?? default);
        return reading.Request is { } read ? read with { QueriesOnly = true } : reading;
    }

    private async ValueTask<RequestReading> ReadBodyAsync(HttpRequest request, string traceId)
    {
        if (CheckContentType(request) is { } unsupported)
        {
            return unsupported;
        }

        var body = await BoundedBody.ReadAsync(request, _limits.BodyBytes);
        if (body is null)
        {
            return RequestRefusal.TooLarge("The body", _limits.BodyBytes, nameof(_limits.BodyBytes));
        }

        // Not disposed: the variables are read from it as long as the operation runs; it owns no pooled memory.
        var reading = RequestParameters.Read(JsonDocument.Parse(body.Value).RootElement, traceId, _limits);
        JsonTexts.Check(reading.Request?.Variables ?? default);
        return reading;
    }

    private static RequestRefusal? CheckContentType(HttpRequest request)
    {
        if (request.ContentType == MediaTypes.Json)
        {
            return null;
        }

        var known = MediaTypeHeaderValue.TryParse(request.ContentType, out var type);
        if (known && !MediaTypes.IsUtf8(type!))
        {
            return RequestRefusal.UnsupportedMediaType("The body must be UTF-8.");
        }

        return (known && MediaTypes.IsJson(type!)) || request.Headers[PreflightHeader] == "1"
            ? null
            : RequestRefusal.UnsupportedMediaType($"POST needs Content-Type: {MediaTypes.Json}, or the header {PreflightHeader}: 1.");
    }

    private static JsonElement Text(string? value) => value is null ? default : JsonSerializer.SerializeToElement(value);

    private static JsonElement Json(string? value) => string.IsNullOrEmpty(value) ? default : JsonDocument.Parse(value).RootElement;
}
