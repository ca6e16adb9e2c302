using Graph.TestKit;

namespace Graph.FunctionalTests.Edge;

/// <summary>GETs through a proxy, with no cache of its own.</summary>
internal sealed class EdgeClient(Uri address) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, ActivityHeadersPropagator = null })
    {
        BaseAddress = address,
        Timeout = Patience.Limit,
    };

    public Uri Address => address;

    public static string Path(string query) => $"/graphql?query={Uri.EscapeDataString(query)}";

    public Task<EdgeAnswer> QueryAsync(string query, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, Path(query), headers);

    public async Task<EdgeAnswer> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _http.SendAsync(request);
        return new EdgeAnswer(
            response.StatusCode,
            response.Headers.Concat(response.Content.Headers).ToDictionary(
                header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
            await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>Asks twice, so that the answer is in the cache: the second must be a hit.</summary>
    public async Task<EdgeAnswer> WarmAsync(string query, params (string Name, string Value)[] headers)
    {
        await QueryAsync(query, headers);
        var second = await QueryAsync(query, headers);
        Assert.True(second.IsHit, $"{second.Cache}: {string.Join(", ", second.Headers)}");
        return second;
    }

    /// <summary>Asks until an answer is as it has to be; to be used for what no call of the test itself has caused already.</summary>
    public async Task<EdgeAnswer> UntilAsync(string query, Func<EdgeAnswer, bool> holds)
    {
        EdgeAnswer? last = null;
        await Patience.UntilAsync(async () => holds(last = await QueryAsync(query)), () => $"The last answer: {last!.Cache} {last.Text}");
        return last!;
    }

    public void Dispose() => _http.Dispose();
}
