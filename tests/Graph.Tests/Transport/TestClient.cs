using System.Text;
using System.Text.Json;

namespace Graph.Tests.Transport;

internal static class TestClient
{
    public static async Task<(HttpResponseMessage Response, string Text)> PostAsync(
        this TestServer server, string body, string accept, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (accept.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return await server.SendAsync(request, headers);
    }

    public static async Task<(HttpResponseMessage Response, string Text)> GetAsync(
        this TestServer server, string address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        return await server.SendAsync(request, headers);
    }

    public static string? CodeOf(string text) =>
        JsonDocument.Parse(text).RootElement.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();

    private static async Task<(HttpResponseMessage Response, string Text)> SendAsync(
        this TestServer server, HttpRequestMessage request, (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
