using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Graph.Domains.Abstractions;
using Graph.Tests.Execution;
using Microsoft.Extensions.Logging;

namespace Graph.Tests.Transport;

public sealed class GraphQLEndpointTests
{
    private const string Valid = """{"query": "{ item { id } }"}""";

    public static TheoryData<string, string, HttpStatusCode, string> BadBodies => new()
    {
        { "malformed JSON", "{\"query\": ", HttpStatusCode.BadRequest, ErrorCodes.BadUserInput },
        { "no body", "", HttpStatusCode.BadRequest, ErrorCodes.BadUserInput },
        { "an array", $"[{Valid}]", HttpStatusCode.BadRequest, ErrorCodes.BadUserInput },
        { "a text", "\"{ item { id } }\"", HttpStatusCode.BadRequest, ErrorCodes.BadUserInput },
        { "no query", "{}", HttpStatusCode.BadRequest, ErrorCodes.BadUserInput },
        { "an empty query", """{"query": ""}""", HttpStatusCode.BadRequest, ErrorCodes.BadUserInput },
        { "variables as text", """{"query": "{ item { id } }", "variables": "{}"}""", HttpStatusCode.BadRequest, ErrorCodes.BadUserInput },
        { "extensions as a list", """{"query": "{ item { id } }", "extensions": []}""", HttpStatusCode.BadRequest, ErrorCodes.BadUserInput },
        { "operationName as a number", """{"query": "{ item { id } }", "operationName": 1}""", HttpStatusCode.BadRequest, ErrorCodes.BadUserInput },
        { "half a surrogate pair in the query", """{"query": "\ud800"}""", HttpStatusCode.BadRequest, ErrorCodes.BadUserInput },
        { "half a surrogate pair in a variable", """{"query": "{ item { id } }", "variables": {"a": ["\udc00"]}}""", HttpStatusCode.BadRequest, ErrorCodes.BadUserInput },
        { "100 levels of JSON", $$$"""{"query": "{ item { id } }", "variables": {"a": {{{new string('[', 100)}}}{{{new string(']', 100)}}}}}""", HttpStatusCode.BadRequest, ErrorCodes.BadUserInput },
        { "a body over the limit", $$$"""{"query": "{ item { id } }", "x": "{{{new string('x', 10_000_000)}}}"}""", HttpStatusCode.RequestEntityTooLarge, ErrorCodes.LimitExceeded },
        { "variables over the limit", $$$"""{"query": "{ item { id } }", "variables": {"a": "{{{new string('x', 262_144)}}}"}}""", HttpStatusCode.RequestEntityTooLarge, ErrorCodes.LimitExceeded },
        { "no GraphQL", """{"query": "{ item { "}""", HttpStatusCode.BadRequest, ErrorCodes.ParseFailed },
        { "an unknown field", """{"query": "{ nope }"}""", HttpStatusCode.BadRequest, ErrorCodes.ValidationFailed },
        { "a wrong variable", """{"query": "query ($id: ID!) { item(id: $id) { id } }", "variables": {"id": {}}}""", HttpStatusCode.BadRequest, ErrorCodes.BadUserInput },
        { "two operations without a name", """{"query": "query a { item { id } } query b { item { id } }"}""", HttpStatusCode.BadRequest, ErrorCodes.BadUserInput },
    };

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task Post_BadBody_IsRefusedWithACodeAndNothingInTheErrorLog(string what, string body, HttpStatusCode status, string code)
    {
        await using var server = await StartAsync();

        var (response, text) = await server.PostAsync(body, "application/graphql-response+json");

        Assert.True(status == response.StatusCode, $"{what}: {response.StatusCode} {text}");
        Assert.Equal(code, TestClient.CodeOf(text));
        Assert.Equal("application/graphql-response+json", response.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain(server.Graph.Logs.Lines, line => line.Level > LogLevel.Information);
    }

    [Theory]
    [InlineData("application/graphql-response+json", "application/graphql-response+json")]
    [InlineData("application/json", "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("", "application/json")]
    [InlineData("application/json, application/graphql-response+json", "application/graphql-response+json")]
    [InlineData("application/json;q=0.9, application/graphql-response+json;q=0.8", "application/json")]
    [InlineData("text/html, application/*;q=0.5", "application/json")]
    public async Task Post_Accept_DecidesTheMediaType(string accept, string expected)
    {
        await using var server = await StartAsync();

        var (response, text) = await server.PostAsync(Valid, accept);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal($"{expected}; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("""{"data":{"item":{"id":"1"}}}""", text);
    }

    [Fact]
    public async Task Post_AcceptOfAnythingElse_IsNotAcceptable()
    {
        await using var server = await StartAsync();

        var (response, _) = await server.PostAsync(Valid, "image/png, application/json;q=0");

        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
    }

    [Theory]
    [InlineData("application/json", null, HttpStatusCode.OK)]
    [InlineData("application/json; charset=UTF-8", null, HttpStatusCode.OK)]
    [InlineData("application/json; charset=\"utf-8\"", null, HttpStatusCode.OK)]
    [InlineData("application/json; charset=utf-16", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("text/plain", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("nonsense", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData(null, null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("text/plain", "1", HttpStatusCode.OK)]
    [InlineData(null, "1", HttpStatusCode.OK)]
    [InlineData("text/plain", "0", HttpStatusCode.UnsupportedMediaType)]
    public async Task Post_ContentType_MustBeOneThatBrowsersAskFor(string? contentType, string? preflight, HttpStatusCode status)
    {
        await using var server = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Valid)) };
        if (contentType is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        if (preflight is not null)
        {
            request.Headers.Add("GraphQL-Preflight", preflight);
        }

        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Post_BodyOverTheLimitInChunks_IsRefused()
    {
        await using var server = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StreamContent(new MemoryStream(new byte[1_048_577])) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TransferEncodingChunked = true;

        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Post_ByteOrderMark_IsSkipped()
    {
        await using var server = await StartAsync();

        var (response, _) = await server.PostAsync("\uFEFF" + Valid, "application/json");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Get_Query_Runs()
    {
        await using var server = await StartAsync();

        var (response, text) = await server.GetAsync(
            "/graphql?operationName=a&variables=%7B%22id%22%3A%225%22%7D&query=" + Uri.EscapeDataString("query a($id: ID) { item(id: $id) { id } }"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{"data":{"item":{"id":"5"}}}""", text);
    }

    [Fact]
    public async Task Get_VariablesThatAreNoText_AreRefused()
    {
        await using var server = await StartAsync();

        var (response, text) = await server.GetAsync(
            "/graphql?variables=" + Uri.EscapeDataString("""{"id":"\ud800"}""") + "&query=" + Uri.EscapeDataString("query a($id: ID) { item(id: $id) { id } }"));

        Assert.Equal((HttpStatusCode.BadRequest, ErrorCodes.BadUserInput), (response.StatusCode, TestClient.CodeOf(text)));
    }

    [Fact]
    public async Task Get_Mutation_IsNotAllowedAndSaysWhatIs()
    {
        await using var server = await StartAsync();

        var (response, text) = await server.GetAsync("/graphql?query=" + Uri.EscapeDataString("mutation { change { id } }"));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
        Assert.Equal(ErrorCodes.BadUserInput, TestClient.CodeOf(text));
    }

    [Fact]
    public async Task Put_IsNotAllowedAndSaysWhatIs()
    {
        await using var server = await StartAsync();

        using var response = await server.Client.PutAsync("/graphql", new StringContent(Valid), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "POST"], response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("my-trace_1", true)]
    [InlineData("with space", false)]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123", true)]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234", false)]
    public async Task Post_TraceId_IsTheClientsWhereItIsHarmless(string given, bool kept)
    {
        await using var server = await StartAsync();

        var (response, _) = await server.PostAsync(Valid, "application/json", ("X-Trace-Id", given));

        var traceId = Assert.Single(response.Headers.GetValues("X-Trace-Id"));
        Assert.Equal(kept, traceId == given);
        Assert.Matches("^[A-Za-z0-9_-]{1,64}$", traceId);
        Assert.Equal(traceId, server.Graph.Request!.TraceId);
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Post_Served_IsOneLogLine()
    {
        await using var server = await StartAsync();
        server.Graph.Logs.Lines.Clear();

        await server.PostAsync("""{"query": "query Shop { item { id } }"}""", "application/json", ("X-Trace-Id", "t-1"));

        var line = Assert.Single(server.Graph.Logs.At(LogLevel.Information), line => line.Contains("t-1", StringComparison.Ordinal));
        Assert.StartsWith("POST query Shop answered 200 in ", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Post_AcceptEncoding_IsCompressed(string encoding)
    {
        await using var server = await StartAsync();

        var (response, _) = await server.PostAsync(Valid, "application/graphql-response+json", ("Accept-Encoding", encoding));

        Assert.Equal([encoding], response.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Post_Defect_IsMasked()
    {
        await using var server = await StartAsync();

        var (response, text) = await server.PostAsync("""{"query": "{ broken { id } }"}""", "application/json");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(ErrorCodes.Internal, TestClient.CodeOf(text));
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schema_IsTextWithAnETag()
    {
        await using var server = await StartAsync();
        var (first, sdl) = await server.GetAsync("/graphql/schema.graphql");

        var (again, _) = await server.GetAsync("/graphql/schema.graphql", ("If-None-Match", first.Headers.ETag!.ToString()));

        Assert.Contains("type Query {", sdl, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task Schema_Head_IsAnsweredLikeGet()
    {
        await using var server = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Head, "/graphql/schema.graphql");

        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotNull(response.Headers.ETag);
        Assert.True(response.Content.Headers.ContentLength > 0);
    }

    private static Task<TestServer> StartAsync() => TestServer.StartAsync(
        new TestGraph("extend type Query { item(id: ID): Item broken: Item } type Mutation { change: Item } type Item { id: ID! }")
            .Type<Item>("Item")
            .Query<Item>("item", context => new Item(context.Arguments.Text("id") ?? "1"))
            .Query("broken", LoadResult<Item> (_) => throw new InvalidOperationException("secret"))
            .Mutation<Item>("change", _ => new Item("changed")));
}
