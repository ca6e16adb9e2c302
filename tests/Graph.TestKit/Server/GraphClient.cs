using System.Net.Http.Json;
using System.Text;
using Graph.TestKit.Metrics;

namespace Graph.TestKit.Server;

/// <summary>A client of a graph, in this process or another.</summary>
public sealed class GraphClient : IDisposable
{
    public const string GraphQLResponse = "application/graphql-response+json";

    /// <param name="address">Where the graph listens.</param>
    public GraphClient(Uri address) => Http = new HttpClient(
        new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ActivityHeadersPropagator = null })
    {
        BaseAddress = address,
        Timeout = Patience.Limit,
    };

    public HttpClient Http { get; }

    /// <summary>POSTs an operation.</summary>
    public Task<GraphQLAnswer> QueryAsync(
        string document, object? variables = null, IReadOnlyDictionary<string, string>? headers = null, string? operationName = null) =>
        SendAsync(JsonContent.Create(new { query = document, variables, operationName }), headers);

    /// <summary>Asks for events, and leaves with the first result.</summary>
    public async Task<GraphQLAnswer> FirstEventAsync(string document, object? variables = null, IReadOnlyDictionary<string, string>? headers = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = document, variables }) };
        request.Headers.TryAddWithoutValidation("Accept", "text/event-stream");
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var events = new StreamReader(await response.Content.ReadAsStreamAsync());
        while (await events.ReadLineAsync().WaitAsync(Patience.Limit) is { } line)
        {
            if (line.StartsWith("data: {", StringComparison.Ordinal))
            {
                using var first = new HttpResponseMessage(response.StatusCode) { Content = new StringContent(line["data: ".Length..], Encoding.UTF8, "application/json") };
                return await GraphQLAnswer.ReadAsync(first);
            }
        }

        throw new InvalidOperationException($"There was no event: {(int)response.StatusCode}.");
    }

    /// <summary>POSTs a body as it is.</summary>
    public Task<GraphQLAnswer> PostAsync(string body, string contentType = "application/json", IReadOnlyDictionary<string, string>? headers = null)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return SendAsync(content, headers);
    }

    /// <summary>Appends to the invalidation log, as an operator does.</summary>
    public async Task<GraphQLAnswer> InvalidateAsync(string body, IReadOnlyDictionary<string, string>? headers = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/invalidate");
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await SendAsync(request, headers);
    }

    /// <summary>What the graph's memory holds, as an operator sees it.</summary>
    public async Task<GraphQLAnswer> GetCacheAsync(IReadOnlyDictionary<string, string>? headers = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/admin/cache");
        return await SendAsync(request, headers);
    }

    public async Task<PrometheusMetrics> GetMetricsAsync() => PrometheusMetrics.Parse(await Http.GetStringAsync("/metrics"));

    public async Task<GraphQLAnswer> SendAsync(HttpRequestMessage request, IReadOnlyDictionary<string, string>? headers = null)
    {
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request);
        return await GraphQLAnswer.ReadAsync(response);
    }

    public void Dispose() => Http.Dispose();

    private async Task<GraphQLAnswer> SendAsync(HttpContent content, IReadOnlyDictionary<string, string>? headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = content };
        request.Headers.TryAddWithoutValidation("Accept", GraphQLResponse);
        return await SendAsync(request, headers);
    }
}
