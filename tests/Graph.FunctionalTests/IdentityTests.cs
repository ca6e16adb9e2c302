using System.Net;
using System.Text;
using System.Text.Json;
using Graph.TestKit.Server;

namespace Graph.FunctionalTests;

public sealed class IdentityTests
{
    private const string Query = """{ product(id: "1") { name } }""";
    private const string Secret = "a-secret-of-the-tests-that-is-long-enough";

    [Fact]
    public async Task DevToken_OfAViewer_IsServedOnGraphQL()
    {
        await using var graph = await GraphServer.StartAsync();

        var token = await IdentityClient.TokenAsync(graph.Client, "7", "catalog");

        (await graph.Client.QueryAsync(Query, headers: IdentityClient.Bearer(token))).WithoutErrors();
        (await graph.Client.QueryAsync(Query)).WithoutErrors();
    }

    [Theory]
    [InlineData(GraphClient.GraphQLResponse)]
    [InlineData("application/json")]
    public async Task BadToken_OnGraphQL_Is401InTheNegotiatedType(string accept)
    {
        await using var graph = await GraphServer.StartAsync();
        var token = await IdentityClient.TokenAsync(graph.Client, "7");

        foreach (var header in (string[])[$"Bearer {token}x", "Bearer", "Bearer garbage", "Basic dXNlcjpwYXNz", "Bearer " + new string('a', 9_000), "nonsense"])
        {
            var answer = await graph.Client.QueryAsync(
                Query, headers: new Dictionary<string, string> { ["Authorization"] = header, ["Accept"] = accept });

            Assert.Equal((HttpStatusCode.Unauthorized, accept), (answer.StatusCode, answer.MediaType));
            Assert.Equal("UNAUTHENTICATED", Assert.Single(answer.Errors).Code);
            Assert.Equal(JsonValueKind.Undefined, answer.Data.ValueKind);
            Assert.Equal("Bearer error=\"invalid_token\"", answer.Headers["WWW-Authenticate"]);
        }

        Assert.Equal(0, graph.Upstreams.CallCount);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"sub": 7}""")]
    [InlineData("""{"sub": ""}""")]
    [InlineData("""{"sub": "\ud800"}""")]
    [InlineData("""{"sub": "7", "roles": "catalog"}""")]
    [InlineData("""{"sub": "7", "roles": [null]}""")]
    [InlineData("""{"sub": "7", "role": ["catalog"]}""")]
    public async Task DevToken_BadInput_Is400WithTheReason(string body)
    {
        await using var graph = await GraphServer.StartAsync();

        using var answer = await graph.Client.Http.PostAsync(new Uri("/dev/token", UriKind.Relative), new StringContent(body), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Matches("'(sub|roles)'", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DevToken_LargeBody_Is413(bool chunked)
    {
        await using var graph = await GraphServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/dev/token");
        request.Content = new StringContent($$"""{"sub": "{{new string('7', 20_000)}}"}""", Encoding.UTF8, "application/json");
        request.Headers.TransferEncodingChunked = chunked;

        using var answer = await graph.Client.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task DevToken_FromElsewhere_IsNotThere()
    {
        await using var graph = await GraphServer.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await PostTokenAsync(graph, "evil.example")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PostTokenAsync(graph, "localhost:5000")).StatusCode);
    }

    [Fact]
    public async Task Production_WithAKey_ServesItsTokensAndHasNoDevToken()
    {
        await using var graph = await GraphServer.StartAsync(
            new GraphServerOptions { Environment = "Production" }.With(("Authentication:SigningKeys:0", Secret)));

        Assert.Equal(HttpStatusCode.NotFound, (await PostTokenAsync(graph, "localhost")).StatusCode);
        Assert.DoesNotContain(graph.Logs.Lines, line => line.Message.Contains("NO AUTHENTICATION", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Production_WithoutAuthentication_WarnsAndServesAnonymousOnly()
    {
        await using var graph = await GraphServer.StartAsync(new GraphServerOptions { Environment = "Production" });
        await using var other = await GraphServer.StartAsync();

        (await graph.Client.QueryAsync(Query)).WithoutErrors();
        var answer = await graph.Client.QueryAsync(Query, headers: IdentityClient.Bearer(await IdentityClient.TokenAsync(other.Client, "7")));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Single(graph.Logs.Lines, line => line.Message.Contains("Authentication:SigningKeys", StringComparison.Ordinal));
    }

    private static async Task<HttpResponseMessage> PostTokenAsync(GraphServer graph, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/dev/token") { Content = new StringContent("""{"sub": "7"}""") };
        request.Headers.Host = host;
        return await graph.Client.Http.SendAsync(request);
    }
}
