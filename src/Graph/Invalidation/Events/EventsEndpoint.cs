using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Graph.Invalidation.Events;

/// <summary><c>POST /events</c>: one delivery of change events, answered when the log has taken it.</summary>
internal sealed class EventsEndpoint(
    EventIntake intake, CloudEventReader reader, SignatureCheck signatures, IOptions<EventsOptions> options, ILogger<EventsEndpoint> logger)
{
    private const string PositionHeader = "X-Graph-Position";

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    public async Task<IResult> HandleAsync(HttpContext http)
    {
        try
        {
            var (events, refusal) = await ReadAsync(http.Request);
            return events is null ? Refuse(http, refusal!) : await TakeAsync(http, events);
        }
        catch (Exception gone) when (http.RequestAborted.IsCancellationRequested && gone is OperationCanceledException or IOException)
        {
            return TypedResults.Empty; // whoever sent it will send it again
        }
        catch (BadHttpRequestException broken)
        {
            return Refuse(http, new EventRefusal(broken.StatusCode, "The body could not be read."));
        }
    }

    /// <remarks>Nothing of a body is parsed before its signature has been checked.</remarks>
    private async ValueTask<EventReading> ReadAsync(HttpRequest request)
    {
        var (isBatch, unsupported) = EventMediaTypes.Read(request);
        if (unsupported is not null)
        {
            return unsupported;
        }

        EventSignature? signature = null;
        if (signatures.IsRequired && signatures.Read(request.Headers[EventSignature.Header], out signature) is { } unsigned)
        {
            return unsigned;
        }

        var limit = options.Value.MaxBodyBytes;
        if (await EventBody.ReadAsync(request, limit) is not { } body)
        {
            return EventRefusal.TooLarge($"The body is larger than {limit} bytes ({EventsOptions.SectionName}:{nameof(EventsOptions.MaxBodyBytes)}).");
        }

        return signature is not null && signatures.Check(signature, body) is { } forged ? forged : reader.Read(body, isBatch);
    }

    private async Task<IResult> TakeAsync(HttpContext http, IReadOnlyList<CloudEvent> events)
    {
        try
        {
            var outcome = await intake.TakeAsync(events, http.RequestAborted);
            http.Response.Headers[PositionHeader] = outcome.Position.ToString();
            return TypedResults.StatusCode(StatusCodes.Status202Accepted);
        }
        catch (LogUnavailableException away)
        {
            Log.LogUnavailable(logger, events.Count, away.Message);
            http.Response.Headers.RetryAfter = ((int)RetryAfter.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return TypedResults.Problem(
                "The invalidation log cannot take records now, so nothing of this delivery counts. Send it again.",
                statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private ProblemHttpResult Refuse(HttpContext http, EventRefusal refusal)
    {
        EventMetrics.Count(EventMetrics.OtherType, EventResult.Refused);
        Log.DeliveryRefused(logger, http.Connection.RemoteIpAddress, refusal.Status, refusal.Reason);
        if (refusal.Status == StatusCodes.Status401Unauthorized)
        {
            http.Response.Headers.WWWAuthenticate = "GraphSignature"; // RFC 9110, 15.5.2: a 401 names a scheme
        }

        return TypedResults.Problem(
            refusal.Reason,
            statusCode: refusal.Status,
            extensions: refusal.Index is { } index ? [new KeyValuePair<string, object?>("index", index)] : null);
    }
}
