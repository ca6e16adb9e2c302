using System.Net.Http.Headers;
using System.Text;

namespace Graph.Upstreams.Tests.Support;

/// <summary>Real HTTP to the services, with the headers of the contract.</summary>
internal sealed class ApiClient(Uri baseAddress) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = baseAddress };

    public Task<Reply> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public Task<Reply> PostAsync(string path, string? json = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, json, headers);

    public Task<Reply> PatchAsync(string path, string json, int? ifMatch = null) => SendAsync(HttpMethod.Patch, path, json, IfMatch(ifMatch));

    public Task<Reply> PutAsync(string path, string json, int? ifMatch = null) => SendAsync(HttpMethod.Put, path, json, IfMatch(ifMatch));

    public Task<Reply> DeleteAsync(string path, int? ifMatch = null) => SendAsync(HttpMethod.Delete, path, null, IfMatch(ifMatch));

    public static (string Name, string Value)[] IfMatch(int? version) => version is null ? [] : [("If-Match", $"\"{version}\"")];

    public async Task<Reply> SendAsync(HttpMethod method, string path, string? json, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);

        var cancellation = TestContext.Current.CancellationToken;
        using var response = await _http.SendAsync(request, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        return new Reply(response.StatusCode, response.Headers, response.Content.Headers.ContentType?.MediaType, text);
    }

    /// <summary>All pages of a list, from the first to the last.</summary>
    public async Task<List<Reply>> GetPagesAsync(string path)
    {
        var pages = new List<Reply>();
        for (string? after = ""; after is not null; after = pages[^1]["nextCursor"])
            pages.Add(await GetAsync(after is "" ? path : $"{path}&after={after}"));
        return pages;
    }

    public void Dispose() => _http.Dispose();
}
