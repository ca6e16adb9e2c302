using System.Net.Http.Json;
using System.Text.Json;

namespace Graph.TestKit.Server;

/// <summary>Tokens as the graph gives them in Development.</summary>
public static class GraphTokens
{
    public static async Task<string> GetTokenAsync(this GraphClient client, string subject, params string[] roles)
    {
        using var answer = await client.Http.PostAsJsonAsync("/dev/token", new { sub = subject, roles });
        var body = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonDocument.Parse(body).RootElement.GetProperty("token").GetString()!
            : throw new InvalidOperationException($"No token for '{subject}': {(int)answer.StatusCode} {body}");
    }

    /// <summary>The header that says who asks; none for nobody.</summary>
    public static Dictionary<string, string> Bearer(string? token) =>
        token is null ? [] : new Dictionary<string, string> { ["Authorization"] = $"Bearer {token}" };
}
