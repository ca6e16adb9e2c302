using System.Net;
using Graph.TestKit.Server;
using Graph.TestKit.Stub;

namespace Graph.FunctionalTests.Authorization;

/// <summary>Tokens and the ids of anonymous carts are secrets: a graph that logs all that it can shows none of them.</summary>
public sealed class AuthorizationSecrecyTests
{
    private const string ReadCart = "query($id: ID!) { cart(id: $id) { id version items { productId } } }";

    [Fact]
    public async Task Tokens_AndAnonymousCartIds_AreInNoLogMetricErrorOrHeader()
    {
        await using var upstreams = await StubUpstreams.StartAsync();
        await using var graph = await GraphProcess.StartReadyAsync(new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Upstreams__BaseAddress"] = upstreams.Address.ToString(),
            ["Upstreams__Defaults__Retry__BaseDelay"] = "00:00:00.001",
            ["Logging__LogLevel__Default"] = "Trace",
            ["Logging__LogLevel__Microsoft"] = "Trace",
            ["Logging__LogLevel__System"] = "Trace",
        });
        var answers = new List<GraphQLAnswer>();
        var token = await graph.Client.GetTokenAsync("101", "catalog");
        var cart = (await graph.Client.QueryAsync("mutation { createCart { cart { id } } }")).WithoutErrors().At("createCart.cart.id").GetString()!;

        await UseAsync(graph.Client, token, cart, answers);
        upstreams.Carts.Fail(StubFault.Reset());
        upstreams.Users.Fail(StubFault.Status(HttpStatusCode.ServiceUnavailable, detail: cart));
        await UseAsync(graph.Client, token, cart, answers);
        var metrics = await graph.Client.Http.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        using var entries = await graph.Client.Http.GetAsync("/admin/cache", TestContext.Current.CancellationToken);
        var admin = await entries.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        var secrets = Secrets(token, cart);
        var searched = new Dictionary<string, string>
        {
            ["log"] = $"{graph.Output}\n{graph.Errors}",
            ["metrics"] = metrics,
            ["admin"] = admin,
            ["headers"] = string.Join('\n', answers.SelectMany(answer => answer.Headers.Values)),
            ["errors"] = string.Join('\n', answers.SelectMany(answer => answer.Errors).Select(error => $"{error.Message} {error.Path}")),
            ["tokens in bodies"] = string.Join('\n', answers.Select(answer => answer.Body.Replace(cart, "", StringComparison.Ordinal))),
        };
        Assert.All(searched, place => Assert.All(secrets, secret =>
            Assert.False(place.Value.Contains(secret, StringComparison.Ordinal), $"{place.Key} holds '{secret}': {Around(place.Value, secret)}")));
        Assert.Contains("trce", searched["log"], StringComparison.Ordinal);
        Assert.Contains(answers, answer => answer.Errors.Count > 0);
    }

    private static async Task UseAsync(GraphClient client, string token, string cart, List<GraphQLAnswer> answers)
    {
        var own = GraphTokens.Bearer(token);
        own["X-Graph-Explain"] = "1";
        var explained = new Dictionary<string, string> { ["X-Graph-Explain"] = "1" };
        answers.Add(await client.QueryAsync("{ viewer { id email cart { id } orders { totalCount } preferences { language } activity { id } } }", headers: own));
        answers.Add(await client.QueryAsync("mutation { updatePreferences(input: { language: \"de\" }) { preferences { version } errors { message } } }", headers: own));
        answers.Add(await client.QueryAsync("mutation { adjustInventory(input: { productId: \"1\", delta: 1 }) { inventory { version } errors { message } } }", headers: own));
        answers.Add(await client.QueryAsync("{ viewer { id } }", headers: GraphTokens.Bearer(token[..^2])));
        answers.Add(await client.QueryAsync("{ viewer { id } }", headers: GraphTokens.Bearer("nonsense " + token)));
        answers.Add(await client.QueryAsync(ReadCart, new { id = cart }, explained));
        answers.Add(await client.QueryAsync(ReadCart, new { id = cart }, own));
        answers.Add(await client.QueryAsync(
            "mutation($id: ID!) { setCartItem(input: { cartId: $id, productId: \"3\", quantity: 1 }) { cart { version } errors { message } } }",
            new { id = cart }, explained));
        answers.Add(await client.QueryAsync(
            "mutation($id: ID!) { checkout(input: { cartId: $id, expectedVersion: 99 }) { order { id } errors { message } } }", new { id = cart }, explained));
        answers.Add(await client.QueryAsync($$"""{ cart(id: "{{cart}}") { nonsense } }""", headers: own));
    }

    // The token, its claims and its signature; the first part is the same in all tokens, and says nothing. The server's cart id has a
    // readable beginning; what makes it a secret is its end.
    private static string[] Secrets(string token, string cart) => [token, token.Split('.')[1], token.Split('.')[2], cart, cart[^32..]];

    private static string Around(string text, string secret)
    {
        var at = text.IndexOf(secret, StringComparison.Ordinal);
        return text[Math.Max(0, at - 300)..Math.Min(text.Length, at + 300)];
    }
}
