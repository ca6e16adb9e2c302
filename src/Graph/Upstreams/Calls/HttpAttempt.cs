using System.Diagnostics;
using System.Globalization;
using System.Net;
using Graph.Telemetry;
using Polly;
using Polly.Timeout;

namespace Graph.Upstreams.Calls;

/// <summary>Sends one attempt and reads its answer, with its span and metrics.</summary>
internal sealed class HttpAttempt(string upstream, int maxResponseBytes, IHttpClientFactory clients, TimeProvider time)
{
    // One for good, since its handler lives as long: a new one for each attempt would parse its default headers again.
    private readonly HttpClient _client = clients.CreateClient(UpstreamsExtensions.HttpClientName(upstream));

    public async ValueTask<Outcome<UpstreamResponse>> SendAsync(UpstreamCall call, CancellationToken cancellation)
    {
        call.BeginAttempt();
        var (method, route) = (call.Request.Method.Method, call.Request.Path.Route);
        using var span = StartSpan(method, route, call.Attempts);
        var started = time.GetTimestamp();
        var status = AttemptStatus.Error;
        HttpStatusCode? answered = null;
        try
        {
            using var request = AttemptMessage.Create(call, span ?? Activity.Current);
            using var message = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            var response = await ReadAsync(message, call.Request, cancellation);
            answered = response.Status;
            call.NoteDate(message.Headers);
            status = ((int)message.StatusCode).ToString(CultureInfo.InvariantCulture);
            return Outcome.FromResult(response);
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            // Nobody has cancelled it: this is how the handler reports that it could not connect within ConnectTimeout.
            status = AttemptStatus.Timeout;
            return Outcome.FromException<UpstreamResponse>(new TimeoutRejectedException(exception.Message, exception));
        }
        catch (OperationCanceledException exception)
        {
            status = call.IsAbandoned ? AttemptStatus.Canceled : AttemptStatus.Timeout;
            return Outcome.FromException<UpstreamResponse>(exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return Outcome.FromException<UpstreamResponse>(exception);
        }
        finally
        {
            call.EndAttempt(answered);
            UpstreamMetrics.Attempt(upstream, method, route, status, time.GetElapsedTime(started));
            EndSpan(span, status);
        }
    }

    private async ValueTask<UpstreamResponse> ReadAsync(HttpResponseMessage message, UpstreamRequest request, CancellationToken cancellation)
    {
        var response = new UpstreamResponse(message.StatusCode) { RetryAfter = RetryAfterOf(message) };
        if (!response.IsSuccess)
        {
            return request.Write is not null && ProblemBody.Explains(response.Status)
                ? response with { Body = await ReadProblemAsync(message, cancellation) }
                : response;
        }

        try
        {
            if (await UpstreamBody.ReadAsync(message.Content, maxResponseBytes, cancellation) is { } body)
            {
                return response with { Body = body };
            }

            UpstreamMetrics.Limited(upstream, UpstreamLimit.ResponseBytes);
            return response with { BodyProblem = $"it is longer than MaxResponseBytes ({maxResponseBytes})" };
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
        {
            // What the decompression streams throw on bytes that are not what Content-Encoding says.
            return response with { BodyProblem = "it could not be decompressed" };
        }
    }

    /// <summary>The status alone says that nothing was written; a reason that cannot be read must not make that unknown.</summary>
    private static async ValueTask<UpstreamBody?> ReadProblemAsync(HttpResponseMessage message, CancellationToken cancellation)
    {
        try
        {
            return await UpstreamBody.ReadAsync(message.Content, ProblemBody.MaxBytes, cancellation);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException
            or InvalidDataException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>RFC 9110, 10.2.3: seconds or a date.</summary>
    private TimeSpan? RetryAfterOf(HttpResponseMessage message)
    {
        var header = message.Headers.RetryAfter;
        var delay = header?.Delta ?? header?.Date - time.GetUtcNow();
        return delay < TimeSpan.Zero ? TimeSpan.Zero : delay;
    }

    private Activity? StartSpan(string method, string route, int attempt)
    {
        if (!GraphTelemetry.Activities.HasListeners())
        {
            return null;
        }

        var span = GraphTelemetry.Activities.StartActivity($"upstream {method} {route}", ActivityKind.Client);
        return span?.SetTag("upstream", upstream).SetTag("method", method).SetTag("route", route).SetTag("attempt", attempt);
    }

    private static void EndSpan(Activity? span, string status)
    {
        span?.SetTag("status", status);
        if (status[0] is not ('2' or '3'))
        {
            span?.SetStatus(ActivityStatusCode.Error);
        }
    }
}
