using System.Net;
using Graph.TestKit.Server;
using Microsoft.Extensions.Time.Testing;

namespace Graph.FunctionalTests;

public sealed class SessionTests
{
    private const string Query = """{ product(id: "1") { name } }""";

    [Fact]
    public async Task SignIn_WithABearerToken_GivesACookieThatScriptsAndOtherSitesCannotUse()
    {
        await using var graph = await StartAsync(new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        var token = await IdentityClient.TokenAsync(graph.Client, "7");

        var answer = await graph.Client.SendAsync(HttpMethod.Post, "/session", IdentityClient.Bearer(token));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        string[] attributes = [$"{IdentityClient.Cookie}={token}", "max-age=3600", "path=/", "secure", "samesite=strict", "httponly"];
        Assert.Equal(attributes, answer.Headers["Set-Cookie"].Split("; "));
    }

    [Fact]
    public async Task Session_OfAPageOfThisSite_IsServedUntilItExpires()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var graph = await StartAsync(time);
        var session = IdentityClient.Session(graph.Client, await IdentityClient.TokenAsync(graph.Client, "7"));

        (await graph.Client.QueryAsync(Query, headers: session)).WithoutErrors();
        time.Advance(TimeSpan.FromMinutes(61));
        var answer = await graph.Client.QueryAsync(Query, headers: session);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("expired", Assert.Single(answer.Errors).Message, StringComparison.Ordinal);
        Assert.StartsWith($"{IdentityClient.Cookie}=;", answer.Headers["Set-Cookie"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Accept", "application/json")]
    public async Task Session_OfAnotherSitesPage_IsForbidden(string header, string value)
    {
        await using var graph = await StartAsync();
        var token = await IdentityClient.TokenAsync(graph.Client, "7");

        var answer = await graph.Client.QueryAsync(
            Query, headers: new Dictionary<string, string> { ["Cookie"] = $"{IdentityClient.Cookie}={token}", [header] = value });

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("FORBIDDEN", Assert.Single(answer.Errors).Code);
        Assert.Equal(0, graph.Upstreams.CallCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SignOut_OfASession_EndsItsTokenAndSaysThePosition(bool byCookie)
    {
        await using var graph = await StartAsync();
        var token = await IdentityClient.TokenAsync(graph.Client, "7");
        var headers = byCookie ? IdentityClient.Session(graph.Client, token) : IdentityClient.Bearer(token);
        (await graph.Client.QueryAsync(Query, headers: headers)).WithoutErrors();

        var answer = await graph.Client.SendAsync(HttpMethod.Delete, "/session", headers);
        var after = await graph.Client.QueryAsync(Query, headers: IdentityClient.Bearer(token));
        var again = await IdentityClient.TokenAsync(graph.Client, "7");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Matches("^[0-9a-f]{32}$", answer.Headers["X-Graph-Position"]);
        Assert.StartsWith($"{IdentityClient.Cookie}=;", answer.Headers["Set-Cookie"], StringComparison.Ordinal);
        Assert.Contains("signed out", Assert.Single(after.Errors).Message, StringComparison.Ordinal);
        (await graph.Client.QueryAsync(Query, headers: IdentityClient.Bearer(again))).WithoutErrors();
    }

    [Fact]
    public async Task SignIn_TokenTooLongForACookie_IsRefusedWithTheReason()
    {
        await using var graph = await StartAsync();
        var token = await IdentityClient.TokenAsync(graph.Client, "7", [.. Enumerable.Range(100, 45).Select(i => $"{i}{new string('r', 80)}")]);

        var answer = await graph.Client.SendAsync(HttpMethod.Post, "/session", IdentityClient.Bearer(token));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("cookie", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Set-Cookie", answer.Headers.Keys);
        (await graph.Client.QueryAsync(Query, headers: IdentityClient.Bearer(token))).WithoutErrors();
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task Session_WithoutAToken_Is401(string method)
    {
        await using var graph = await StartAsync();

        var answer = await graph.Client.SendAsync(new HttpMethod(method), "/session");
        var bad = await graph.Client.SendAsync(new HttpMethod(method), "/session", IdentityClient.Bearer("garbage"));

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (answer.StatusCode, bad.StatusCode));
        Assert.Contains("UNAUTHENTICATED", answer.Body, StringComparison.Ordinal);
    }

    // Otherwise a page could make its own session last for ever.
    [Fact]
    public async Task SignIn_WithACookieOnly_Is401()
    {
        await using var graph = await StartAsync();
        var session = IdentityClient.Session(graph.Client, await IdentityClient.TokenAsync(graph.Client, "7"));

        var answer = await graph.Client.SendAsync(HttpMethod.Post, "/session", session);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task SignIn_WithALargeBody_Is413()
    {
        await using var graph = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/session") { Content = new StringContent(new string('x', 20_000)) };
        request.Headers.Add("Authorization", $"Bearer {await IdentityClient.TokenAsync(graph.Client, "7")}");

        using var answer = await graph.Client.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    private static Task<GraphServer> StartAsync(TimeProvider? time = null) => GraphServer.StartAsync(new GraphServerOptions { Time = time });
}
