using System.Net.Http.Json;
using System.Text.Json;
using Graph.TestKit.Server;

namespace Graph.FunctionalTests;

/// <summary>Signs in as people do who develop against the graph.</summary>
internal static class IdentityClient
{
    public const string Cookie = "__Host-graph-session";

    public static async Task<string> TokenAsync(GraphClient client, string sub, params string[] roles)
    {
        using var answer = await client.Http.PostAsJsonAsync("/dev/token", new { sub, roles });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
    }

    public static Dictionary<string, string> Bearer(string token) => new() { ["Authorization"] = $"Bearer {token}" };

    public static Dictionary<string, string> Session(GraphClient client, string token) => new()
    {
        ["Cookie"] = $"{Cookie}={token}",
        ["Origin"] = client.Http.BaseAddress!.GetLeftPart(UriPartial.Authority),
    };

    public static async Task<GraphQLAnswer> SendAsync(
        this GraphClient client, HttpMethod method, string path, IReadOnlyDictionary<string, string>? headers = null)
    {
        using var request = new HttpRequestMessage(method, path);
        return await client.SendAsync(request, headers);
    }
}
