using System.Globalization;

namespace Graph.HttpCaching.Purging;

/// <summary>Sends <c>PURGE</c>.</summary>
internal sealed class PurgeClient(HttpMessageHandler handler, PurgeOptions options, TimeProvider time) : IDisposable
{
    private const string SurrogateKey = "Surrogate-Key";

    private static readonly HttpMethod Purge = new("PURGE");

    private readonly HttpMessageInvoker _http = new(handler);

    /// <summary>A handler for as long as the graph runs: it looks names up again now and then.</summary>
    public static HttpMessageHandler NewHandler(PurgeOptions options) => new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = options.Timeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    };

    /// <summary>Tells a cache to drop what has any of some names.</summary>
    /// <returns>Why it has not; null when it has.</returns>
    public async Task<string?> PurgeAsync(Uri address, IReadOnlyList<string> tokens, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        using var request = new HttpRequestMessage(Purge, address);
        request.Headers.TryAddWithoutValidation(SurrogateKey, string.Join(' ', tokens));
        try
        {
            using var response = await _http.SendAsync(request, either.Token);
            return response.IsSuccessStatusCode ? null : string.Create(
                CultureInfo.InvariantCulture, $"it answers {(int)response.StatusCode} (does it let this address purge?)");
        }
        catch (HttpRequestException failure)
        {
            return failure.GetBaseException().Message;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return "it does not answer within HttpCaching:Purge:Timeout";
        }
    }

    public void Dispose() => _http.Dispose();
}
