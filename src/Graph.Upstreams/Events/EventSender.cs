using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Graph.Upstreams.Events;

/// <summary>Posts events to the graph: one as structured CloudEvents, several as a batch. Each attempt is signed anew, with the time of its own.</summary>
internal sealed class EventSender(EventsOptions options, TimeProvider time) : IDisposable
{
    private static readonly MediaTypeHeaderValue Single = new("application/cloudevents+json", "utf-8");
    private static readonly MediaTypeHeaderValue Batch = new("application/cloudevents-batch+json", "utf-8");

    private readonly HttpClient _client = CreateClient(options, useProxy: true);

    // A proxy's "localhost" is another machine's than ours.
    private readonly HttpClient _localClient = CreateClient(options, useProxy: false);

    /// <param name="destination">Where to.</param>
    /// <param name="events">Events in JSON.</param>
    /// <param name="cancellationToken">The end of the program.</param>
    public async Task<Delivery> SendAsync(Destination destination, IReadOnlyList<string> events, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(events is [var only] ? only : $"[{string.Join(',', events)}]");
        using var request = new HttpRequestMessage(HttpMethod.Post, destination.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = events.Count == 1 ? Single : Batch;
        if (destination.Secret is not null)
            request.Headers.Add(EventSigner.Header, EventSigner.Sign(destination.Secret, time.GetUtcNow(), body));

        try
        {
            var client = destination.Url.IsLoopback ? _localClient : _client;
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return Judge(response);
        }
        catch (HttpRequestException e)
        {
            return new Delivery(DeliveryStatus.Unavailable, e.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Delivery(DeliveryStatus.Unavailable, $"no answer within {options.Timeout}");
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _localClient.Dispose();
    }

    private static HttpClient CreateClient(EventsOptions options, bool useProxy)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseProxy = useProxy,
        };
        return new HttpClient(handler) { Timeout = options.Timeout };
    }

    // A wrong secret or URL (401, 403, 404, 405) is the fault of no event, so none is dropped for it: the outbox waits for the setting to be right.
    private static Delivery Judge(HttpResponseMessage response)
    {
        var reason = $"{(int)response.StatusCode} {response.ReasonPhrase}";
        return (int)response.StatusCode switch
        {
            < 300 => new Delivery(DeliveryStatus.Delivered, reason),
            401 or 403 or 404 or 405 or (int)HttpStatusCode.RequestTimeout or (int)HttpStatusCode.TooManyRequests or < 400 or >= 500 =>
                new Delivery(DeliveryStatus.Unavailable, reason, response.Headers.RetryAfter?.Delta),
            _ => new Delivery(DeliveryStatus.Refused, reason),
        };
    }
}
