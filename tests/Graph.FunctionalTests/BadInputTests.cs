using System.Net;
using System.Text;
using System.Text.Json;
using Graph.TestKit.Server;

namespace Graph.FunctionalTests;

/// <summary>Whatever a client sends, it gets an answer of GraphQL's shape with a code; nothing of it is the server's failure.</summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private const string Reviews = "query($after: String) { product(id: \"1\") { reviews(first: 2, after: $after) { nodes { id } edges { cursor } } } }";

    private GraphServer _graph = null!;

    public async ValueTask InitializeAsync() => _graph = await GraphServer.StartAsync();

    public async ValueTask DisposeAsync() => await _graph.DisposeAsync();

    [Theory]
    [InlineData("", "BAD_USER_INPUT")]
    [InlineData("{", "BAD_USER_INPUT")]
    [InlineData("nonsense", "BAD_USER_INPUT")]
    [InlineData("""{"query": "{ __typename }",}""", "BAD_USER_INPUT")]
    [InlineData("{\"query\": \"\\ud800\"}", "BAD_USER_INPUT")]
    [InlineData("null", "BAD_USER_INPUT")]
    [InlineData("[]", "BAD_USER_INPUT")]
    [InlineData("""[{"query": "{ __typename }"}]""", "BAD_USER_INPUT")]
    [InlineData("{}", "BAD_USER_INPUT")]
    [InlineData("""{"query": 7}""", "BAD_USER_INPUT")]
    [InlineData("""{"query": "{ __typename }", "variables": [1]}""", "BAD_USER_INPUT")]
    [InlineData("""{"query": "{ __typename }", "operationName": 1}""", "BAD_USER_INPUT")]
    public async Task Body_IsNoRequest_IsRefused(string body, string code)
    {
        var answer = await _graph.Client.PostAsync(body);

        AssertRefused(answer, HttpStatusCode.BadRequest, code);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("nonsense")]
    public async Task ContentType_IsWrong_IsRefused(string contentType)
    {
        var answer = await _graph.Client.PostAsync("""{"query": "{ __typename }"}""", contentType);

        AssertRefused(answer, HttpStatusCode.UnsupportedMediaType, "BAD_USER_INPUT");
    }

    [Theory]
    [InlineData("{ nonsense }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ product(id: \"1\") { nonsense } }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ product(id: \"1\") }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ product { id } }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ product(id: {}) { id } }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ products(sort: SIDEWAYS) { totalCount } }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ ...A } fragment A on Query { ...A }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ product(id: \"1\") { id }", "GRAPHQL_PARSE_FAILED")]
    [InlineData("{ product(id: \"1\" { id } }", "GRAPHQL_PARSE_FAILED")]
    [InlineData("}", "GRAPHQL_PARSE_FAILED")]
    [InlineData("\0", "GRAPHQL_PARSE_FAILED")]
    [InlineData("query A { __typename } query B { __typename }", "BAD_USER_INPUT")]
    [InlineData("{ products(first: -1) { totalCount } }", "BAD_USER_INPUT")]
    [InlineData("{ products(first: 100000) { totalCount } }", "BAD_USER_INPUT")]
    [InlineData("{ products(first: 101) { totalCount } }", "BAD_USER_INPUT")]
    [InlineData("{ product(id: \"1\") { reviews(first: -1) { totalCount } } }", "BAD_USER_INPUT")]
    [InlineData("{ product(id: \"1\") { recommendations(first: -1) { id } } }", "BAD_USER_INPUT")]
    [InlineData("{ trendingProducts(first: 1000) { id } }", "BAD_USER_INPUT")]
    public async Task Document_IsWrong_IsRefused(string document, string code)
    {
        var answer = await _graph.Client.QueryAsync(document);

        AssertRefused(answer, HttpStatusCode.BadRequest, code);
    }

    [Theory]
    [InlineData("""{"id": {}}""")]
    [InlineData("""{"id": null}""")]
    [InlineData("{}")]
    [InlineData("""{"id": ["1", "2"]}""")]
    public async Task Variable_IsOfTheWrongType_IsRefused(string variables)
    {
        var answer = await _graph.Client.QueryAsync(
            "query($id: ID!) { product(id: $id) { id } }", JsonSerializer.Deserialize<JsonElement>(variables));

        AssertRefused(answer, HttpStatusCode.BadRequest, "BAD_USER_INPUT");
    }

    [Theory]
    [InlineData("3.5")]
    [InlineData("\"three\"")]
    [InlineData("99999999999")]
    [InlineData("-1")]
    [InlineData("100000")]
    public async Task Variable_FirstIsNoPageSize_IsRefused(string first)
    {
        var answer = await _graph.Client.QueryAsync(
            "query($first: Int) { products(first: $first) { totalCount } }", JsonSerializer.Deserialize<JsonElement>($$"""{"first": {{first}}}"""));

        AssertRefused(answer, HttpStatusCode.BadRequest, "BAD_USER_INPUT");
    }

    [Fact]
    public async Task Ids_101_AreRefused()
    {
        var ids = Enumerable.Range(1, 101).Select(id => $"{id}");

        var answer = await _graph.Client.QueryAsync("query($ids: [ID!]!) { productsById(ids: $ids) { id } }", new { ids });

        AssertRefused(answer, HttpStatusCode.BadRequest, "BAD_USER_INPUT");
    }

    [Fact]
    public async Task Body_Of10Megabytes_IsRefused()
    {
        var answer = await _graph.Client.PostAsync("""{"query": "{ __typename }", "variables": {"x": """ + "\"" + new string('x', 10_000_000) + "\"}}");

        AssertRefused(answer, HttpStatusCode.RequestEntityTooLarge, "LIMIT_EXCEEDED");
    }

    [Fact]
    public async Task Body_Of10MegabytesWithoutItsLength_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Content = new StringContent(new string(' ', 10_000_000), Encoding.UTF8, "application/json");
        request.Headers.TransferEncodingChunked = true;

        var answer = await _graph.Client.SendAsync(request, new Dictionary<string, string> { ["Accept"] = GraphClient.GraphQLResponse });

        AssertRefused(answer, HttpStatusCode.RequestEntityTooLarge, "LIMIT_EXCEEDED");
    }

    [Fact]
    public async Task Document_With10000Aliases_IsRefused()
    {
        var aliases = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"a{i}:__typename "));

        var answer = await _graph.Client.QueryAsync($"{{ {aliases} }}");

        AssertRefused(answer, HttpStatusCode.BadRequest, "LIMIT_EXCEEDED");
    }

    [Fact]
    public async Task Document_Nested500Deep_IsRefused()
    {
        var document = string.Concat(Enumerable.Repeat("{ a ", 500)) + new string('}', 500);

        var answer = await _graph.Client.QueryAsync(document);

        AssertRefused(answer, HttpStatusCode.BadRequest, "DEPTH_LIMIT_EXCEEDED");
    }

    [Fact]
    public async Task Variable_Nested500Deep_IsRefused()
    {
        var value = new string('[', 500) + new string(']', 500);

        var answer = await _graph.Client.PostAsync(
            """{"query": "query($x: [ID!]!) { productsById(ids: $x) { id } }", "variables": {"x": """ + value + "}}");

        AssertRefused(answer, HttpStatusCode.BadRequest, "BAD_USER_INPUT");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("aGVsbG8gd29ybGQgaGVsbG8gd29ybGQ")]
    [InlineData("'; DROP TABLE products; --")]
    [InlineData("\u0000\ud83d\ude00")]
    public async Task Cursor_WasNotOurs_IsRefused(string after)
    {
        var answer = await _graph.Client.QueryAsync(Reviews, new { after });

        AssertFailed(answer, "product.reviews", "BAD_USER_INPUT");
    }

    [Fact]
    public async Task Cursor_IsVeryLong_IsRefused()
    {
        var answer = await _graph.Client.QueryAsync(Reviews, new { after = new string('A', 100_000) });

        AssertFailed(answer, "product.reviews", "BAD_USER_INPUT");
    }

    [Fact]
    public async Task Cursor_OfAnotherList_IsRefused()
    {
        var page = (await _graph.Client.QueryAsync("""{ products(first: 2) { edges { cursor } } }""")).WithoutErrors();
        var after = page.At("products.edges.1.cursor").GetString();

        var ofReviews = await _graph.Client.QueryAsync(Reviews, new { after });
        var ofAFilter = await _graph.Client.QueryAsync(
            """query($after: String) { products(after: $after, filter: {category: "hats"}) { totalCount } }""", new { after });

        AssertFailed(ofReviews, "product.reviews", "BAD_USER_INPUT");
        AssertFailed(ofAFilter, "products", "BAD_USER_INPUT");
    }

    [Fact]
    public async Task Method_IsNeitherGetNorPost_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/graphql");

        var answer = await _graph.Client.SendAsync(request, new Dictionary<string, string> { ["Accept"] = GraphClient.GraphQLResponse });

        AssertRefused(answer, HttpStatusCode.MethodNotAllowed, "BAD_USER_INPUT");
    }

    [Fact]
    public async Task Query_ByGetWithoutADocument_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?variables=%7B");

        var answer = await _graph.Client.SendAsync(request, new Dictionary<string, string> { ["Accept"] = GraphClient.GraphQLResponse });

        AssertRefused(answer, HttpStatusCode.BadRequest, "BAD_USER_INPUT");
    }

    /// <summary>Refused before anything ran.</summary>
    private void AssertRefused(GraphQLAnswer answer, HttpStatusCode status, string code)
    {
        Assert.True(status == answer.StatusCode && answer.Errors.Count > 0, answer.ToString());
        Assert.All(answer.Errors, error => Assert.Equal(code, error.Code));
        Assert.Equal(JsonValueKind.Undefined, answer.Data.ValueKind);
        Assert.Empty(_graph.Upstreams.Paths);
        AssertClean(answer);
    }

    /// <summary>One field failed, and the others were answered.</summary>
    private void AssertFailed(GraphQLAnswer answer, string path, string code)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var error = Assert.Single(answer.Errors);
        Assert.Equal((path, code), (error.Path, error.Code));
        Assert.DoesNotContain(_graph.Upstreams.Paths, called => called.Contains("after=", StringComparison.Ordinal));
        AssertClean(answer);
    }

    private void AssertClean(GraphQLAnswer answer)
    {
        Assert.Equal(GraphClient.GraphQLResponse, answer.MediaType);
        Assert.DoesNotContain("   at ", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", answer.Body, StringComparison.Ordinal);
        Assert.InRange(answer.Body.Length, 1, 20_000);
        Assert.Empty(_graph.Logs.Errors);
    }
}
