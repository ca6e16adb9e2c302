using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Graph.Benchmarks.Realtime;

/// <summary>Makes the changes that a server tells.</summary>
internal sealed class ChangeSource : IDisposable
{
    private static readonly object Mutation = new
    {
        query = $$"""mutation { adjustInventory(input: { productId: "{{SubscriberSocket.Product}}", delta: 1 }) { inventory { version } } }""",
    };

    private static readonly object Keeper = new { sub = "103", roles = new[] { "catalog" } };

    private readonly HttpClient _http;
    private readonly bool _isGraph;

    private ChangeSource(HttpClient http, bool isGraph)
    {
        _http = http;
        _isGraph = isGraph;
    }

    public static async Task<ChangeSource> OpenAsync(MeasuredServer server)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null }) { BaseAddress = server.Address };
        if (server.IsGraph)
        {
            using var answer = await http.PostAsJsonAsync("/dev/token", Keeper);
            var token = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("token").GetString());
        }

        return new ChangeSource(http, server.IsGraph);
    }

    /// <returns>The version that the stock has with it.</returns>
    public async Task<int> ChangeAsync()
    {
        using var answer = _isGraph ? await _http.PostAsJsonAsync("/graphql", Mutation) : await _http.PostAsync("/change", null);
        var body = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        return (_isGraph ? body.GetProperty("data").GetProperty("adjustInventory").GetProperty("inventory") : body).GetProperty("version").GetInt32();
    }

    public void Dispose() => _http.Dispose();
}
