using Graph.Security.Sessions;
using Graph.Security.Tokens;
using Graph.Tests.Security;
using Graph.Tests.Transport.Realtime;
using Microsoft.Extensions.DependencyInjection;

namespace Graph.Tests.Transport.GraphQLTransportWs;

public sealed class IdentityTests
{
    private const string Secret = "a-secret-of-the-tests-that-is-long-enough";

    [Theory]
    [InlineData("Authorization")]
    [InlineData("authorization")]
    public async Task Init_WithATokenInItsPayload_IsItsViewer(string name)
    {
        await using var server = await StartAsync();

        using var socket = await TestSocket.ReadyAsync(server, $$"""{"{{name}}": "Bearer {{Token(server)}}"}""");

        Assert.Equal("7", await ViewerAsync(socket));
    }

    [Fact]
    public async Task Init_WithoutCredentials_IsNobody()
    {
        await using var server = await StartAsync();
        using var socket = await TestSocket.ReadyAsync(server, """{"Authorization": null, "other": 1}""");

        Assert.Equal("nobody", await ViewerAsync(socket));
    }

    [Fact]
    public async Task Init_WithATokenInTheHandshake_IsItsViewer()
    {
        await using var server = await StartAsync();
        using var socket = await TestSocket.ReadyAsync(server, headers: ("Authorization", $"Bearer {Token(server)}"));

        Assert.Equal("7", await ViewerAsync(socket));
    }

    [Fact]
    public async Task Init_WithTwoTokens_IsTheOneOfItsPayload()
    {
        await using var server = await StartAsync();
        using var socket = await TestSocket.ReadyAsync(
            server, $$"""{"Authorization": "Bearer {{Token(server, "8")}}"}""", ("Authorization", $"Bearer {Token(server)}"));

        Assert.Equal("8", await ViewerAsync(socket));
    }

    [Fact]
    public async Task Init_WithTheCookieOfASessionFromAPageOfThisSite_IsItsViewer()
    {
        await using var server = await StartAsync();
        using var socket = await TestSocket.ReadyAsync(
            server, headers: [("Cookie", $"__Host-graph-session={Token(server)}"), ("Origin", server.Client.BaseAddress!.GetLeftPart(UriPartial.Authority))]);

        Assert.Equal("7", await ViewerAsync(socket));
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task Init_WithTheCookieFromAnotherSite_Is4403(string? origin)
    {
        await using var server = await StartAsync();
        (string, string)[] headers = [("Cookie", $"__Host-graph-session={Token(server)}"), .. origin is null ? [] : new[] { ("Origin", origin) }];
        using var socket = await TestSocket.ConnectAsync(server, headers: headers);

        await socket.InitAsync();

        var (code, reason) = await socket.ReceiveCloseAsync();
        Assert.Equal(4403, code);
        Assert.StartsWith("The session's cookie came", reason, StringComparison.Ordinal);
        await server.UntilLoggedAsync("WebSocket closed with 4403 (Refused)");
    }

    [Theory]
    [InlineData("\"Bearer garbage\"", "The token is not valid.")]
    [InlineData("\"garbage\"", "The Authorization header has another scheme. Send Bearer: Authorization: Bearer <token>.")]
    [InlineData("\"Bearer\"", "The Authorization header is malformed. Send one, as: Bearer <token>.")]
    [InlineData("\"\"", "The Authorization header is malformed. Send one, as: Bearer <token>.")]
    [InlineData("7", "The Authorization header is malformed. Send one, as: Bearer <token>.")]
    [InlineData("\"Bearer a\", \"authorization\": \"Bearer b\"", "The Authorization header is malformed. Send one, as: Bearer <token>.")]
    public async Task Init_WithBadCredentials_Is4403WithTheReason(string authorization, string expected)
    {
        await using var server = await StartAsync();
        using var socket = await TestSocket.ConnectAsync(server);

        await socket.InitAsync($$"""{"Authorization": {{authorization}}}""");

        Assert.Equal((4403, expected), await socket.ReceiveCloseAsync());
        await server.UntilNothingIsLeftAsync();
    }

    [Fact]
    public async Task Init_WithAnExpiredToken_Is4403()
    {
        await using var server = await StartAsync();
        var token = Token(server);
        server.Time.Advance(TimeSpan.FromHours(2));
        using var socket = await TestSocket.ConnectAsync(server);

        await socket.InitAsync($$"""{"Authorization": "Bearer {{token}}"}""");

        Assert.Equal((4403, "The token has expired. Sign in again."), await socket.ReceiveCloseAsync());
    }

    [Fact]
    public async Task Token_ThatExpires_ClosesTheSocketAsLateAsARequestWouldBeTaken()
    {
        await using var server = await StartAsync(("Realtime:PingInterval", "01:00:00"));
        using var socket = await TestSocket.ReadyAsync(server, $$"""{"Authorization": "Bearer {{Token(server, seconds: 60)}}"}""");
        await socket.SubscribeAsync("a", "subscription { silent }");
        await server.Subscriptions.UntilOpenAsync(1);

        server.Pass(TimeSpan.FromSeconds(89)); // clocks may differ by 30 s
        var viewer = await ViewerAsync(socket);
        server.Pass(TimeSpan.FromSeconds(1.5));

        Assert.Equal("7", viewer);
        Assert.Equal((4403, "The token has expired. Sign in again."), await socket.ReceiveCloseAsync());
        await server.UntilNothingIsLeftAsync();
        await server.UntilLoggedAsync("WebSocket closed with 4403 (Expired)");
        Assert.Equal(0, server.Subscriptions.CountOpen());
    }

    [Fact]
    public async Task SignOut_ClosesTheSocketsOfItsTokenAlone()
    {
        await using var server = await StartAsync();
        var token = Token(server);
        using var socket = await TestSocket.ReadyAsync(server, $$"""{"Authorization": "Bearer {{token}}"}""");
        using var other = await TestSocket.ReadyAsync(server, $$"""{"Authorization": "Bearer {{Token(server, "8")}}"}""");

        SignOut(server, token);
        server.Pass(TimeSpan.FromSeconds(1));

        Assert.Equal((4403, "The token has been signed out. Sign in again."), await socket.ReceiveCloseAsync());
        Assert.Equal("8", await ViewerAsync(other));
        await server.UntilLoggedAsync("WebSocket closed with 4403 (SignedOut)");
    }

    // Looking twice a second is too late for what must not be sent.
    [Fact]
    public async Task SignOut_BeforeAResult_KeepsItFromBeingSent()
    {
        await using var server = await StartAsync();
        var token = Token(server);
        using var socket = await TestSocket.ReadyAsync(server, $$"""{"Authorization": "Bearer {{token}}"}""");
        await socket.SubscribeAsync("a", "subscription { silent }");
        await server.Subscriptions.UntilOpenAsync(1);

        SignOut(server, token);
        server.Subscriptions.Post("silent", 1);
        var next = await Assert.ThrowsAsync<InvalidOperationException>(socket.ReceiveAsync);

        Assert.StartsWith("Closed with 4403", next.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Authority_ThatDoesNotAnswer_Is1013()
    {
        await using var server = await RealtimeServer.StartAsync(
            ("Authentication:Authority", "http://127.0.0.1:9"), ("Authentication:Audiences:0", "graph"));
        using var socket = await RawSocket.ConnectAsync(server);

        await socket.SendTextAsync($$$"""{"type":"connection_init","payload":{"Authorization":"Bearer {{{Token(server)}}}"}}""");

        Assert.Equal(1013, await socket.ReadCloseAsync());
    }

    [Fact]
    public async Task Token_IsInNoLogLine()
    {
        await using var server = await StartAsync();
        var token = Token(server);
        using (var socket = await TestSocket.ReadyAsync(server, $$"""{"Authorization": "Bearer {{token}}"}"""))
        {
            await ViewerAsync(socket);
            await socket.InitAsync($$"""{"Authorization": "Bearer {{token}}"}""");
            await socket.ReceiveCloseAsync();
        }

        await server.UntilLoggedAsync("WebSocket closed with 4429");
        Assert.DoesNotContain(server.Graph.Logs.Lines, line => line.Text.Contains(token[..20], StringComparison.Ordinal));
    }

    private static Task<RealtimeServer> StartAsync(params (string Key, string Value)[] settings) =>
        RealtimeServer.StartAsync([("Authentication:SigningKeys:0", Secret), .. settings]);

    private static string Token(RealtimeServer server, string sub = "7", int seconds = 3_600) => Jwt.Hs256(
        new Dictionary<string, object> { ["sub"] = sub, ["exp"] = server.Time.GetUtcNow().ToUnixTimeSeconds() + seconds }, Secret);

    private static void SignOut(RealtimeServer server, string token) =>
        server.Services.GetRequiredService<SignedOutTokens>().Add(TokenHash.Of(token), server.Time.GetUtcNow() + TimeSpan.FromHours(1));

    private static async Task<string?> ViewerAsync(TestSocket socket)
    {
        await socket.SubscribeAsync("viewer", "{ viewer }");
        var next = await socket.ReceiveJsonAsync();
        await socket.ReceiveAsync();
        return next.GetProperty("payload").GetProperty("data").GetProperty("viewer").GetString();
    }
}
