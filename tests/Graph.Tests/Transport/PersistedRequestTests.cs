using System.Net;
using System.Text.Json;
using Graph.Domains.Abstractions;
using Graph.Execution.Persisted;
using Graph.Tests.Execution.Persisted;
using Graph.Tests.Transport.Realtime;
using Graph.Tests.Transport.ServerSentEvents;
using Microsoft.Extensions.Logging;

namespace Graph.Tests.Transport;

/// <summary>Requests that name their document by its hash, over every transport.</summary>
public sealed class PersistedRequestTests
{
    private const string Accept = "application/graphql-response+json";
    private const string Query = PersistedWorld.Query;
    private const string Other = "{ __typename }";
    private static readonly string Hash = DocumentHash.Of(Query).Hex;

    public static TheoryData<string, string> Malformed => new()
    {
        { """{"documentId": 7}""", "'documentId' must be 'sha256:' and 64 hexadecimal digits." },
        { """{"documentId": ""}""", "'documentId' must be 'sha256:' and 64 hexadecimal digits." },
        { $$"""{"documentId": "{{Hash}}"}""", "'documentId' must be 'sha256:' and 64 hexadecimal digits." },
        { $$"""{"documentId": "sha256:{{Hash[1..]}}"}""", "'documentId' must be 'sha256:' and 64 hexadecimal digits." },
        { $$"""{"documentId": "x-mine:{{Hash}}", "query": "{{Query}}"}""", "'documentId' must be 'sha256:' and 64 hexadecimal digits." },
        { Extension("7"), "'extensions.persistedQuery' must be an object with 'version' and 'sha256Hash', or null." },
        { Extension($$"""{"sha256Hash": "{{Hash}}"}"""), "'extensions.persistedQuery.version' must be 1." },
        { Extension($$"""{"version": 2, "sha256Hash": "{{Hash}}"}"""), "'extensions.persistedQuery.version' must be 1." },
        { Extension($$"""{"version": "1", "sha256Hash": "{{Hash}}"}"""), "'extensions.persistedQuery.version' must be 1." },
        { Extension($$"""{"version": 1e400, "sha256Hash": "{{Hash}}"}"""), "'extensions.persistedQuery.version' must be 1." },
        { Extension("""{"version": 1}"""), "'extensions.persistedQuery.sha256Hash' must be 64 hexadecimal digits." },
        { Extension($$"""{"version": 1, "sha256Hash": "{{Hash}}0"}"""), "'extensions.persistedQuery.sha256Hash' must be 64 hexadecimal digits." },
        { Extension($$"""{"version": 1, "sha256Hash": "sha256:{{Hash}}"}"""), "'extensions.persistedQuery.sha256Hash' must be 64 hexadecimal digits." },
        { Extension("""{"version": 1, "sha256Hash": null}"""), "'extensions.persistedQuery.sha256Hash' must be 64 hexadecimal digits." },
        { Extension("null"), "'query' is missing, or is no text. 'documentId' or 'extensions.persistedQuery' can stand for it." },
        { $$"""{"documentId": "sha256:{{Hash}}", "query": 7}""", "'query' is missing, or is no text. 'documentId' or 'extensions.persistedQuery' can stand for it." },
        {
            $$"""{"documentId": "sha256:{{DocumentHash.Of(Other)}}", "extensions": {{ExtensionOf(Query)}}}""",
            "'documentId' and 'extensions.persistedQuery' name different documents."
        },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Post_HashThatIsNone_IsRefusedAndSaysWhy(string body, string message)
    {
        await using var server = await StartAsync();

        var (response, text) = await server.PostAsync(body, Accept);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal((ErrorCodes.BadUserInput, message), (TestClient.CodeOf(text), MessageOf(text)));
        Assert.DoesNotContain(server.Graph.Logs.Lines, line => line.Level > LogLevel.Information);
    }

    [Theory]
    [InlineData("{\"extensions\": {\"persistedQuery\": {\"version\": 1, \"sha256Hash\": \"\\ud800\"}}}")]
    [InlineData("{\"documentId\": \"\\ud800\"}")]
    public async Task Post_HashThatIsNoUnicode_IsRefused(string body)
    {
        await using var server = await StartAsync();

        var (response, text) = await server.PostAsync(body, Accept);

        Assert.Equal((HttpStatusCode.BadRequest, ErrorCodes.BadUserInput), (response.StatusCode, TestClient.CodeOf(text)));
    }

    [Fact]
    public async Task Post_AsApollosClientsDo_RegistersAndThenRunsByTheHash()
    {
        await using var server = await StartAsync();

        var (unknown, refusal) = await server.PostAsync($$"""{"extensions": {{ExtensionOf(Query)}}}""", Accept);
        var (_, registered) = await server.PostAsync($$"""{"query": "{{Query}}", "extensions": {{ExtensionOf(Query)}}}""", Accept);
        var (_, known) = await server.PostAsync($$"""{"query": null, "extensions": {{ExtensionOf(Query).Replace(Hash, Hash.ToUpperInvariant(), StringComparison.Ordinal)}}}""", Accept);

        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.Equal((ErrorCodes.PersistedQueryNotFound, "PersistedQueryNotFound"), (TestClient.CodeOf(refusal), MessageOf(refusal)));
        Assert.True(unknown.Headers.CacheControl!.NoStore);
        Assert.Equal((PersistedWorld.Answer, PersistedWorld.Answer), (registered, known));
    }

    [Fact]
    public async Task Post_UnknownHashOfAClientThatTakesPlainJson_Is200()
    {
        await using var server = await StartAsync();

        var (response, text) = await server.PostAsync($$"""{"extensions": {{ExtensionOf(Query)}}}""", "*/*");

        Assert.Equal((HttpStatusCode.OK, ErrorCodes.PersistedQueryNotFound), (response.StatusCode, TestClient.CodeOf(text)));
    }

    [Fact]
    public async Task Post_BothWaysThatAgree_Run()
    {
        await using var server = await StartAsync();
        await RegisterAsync(server, Query);

        var (_, text) = await server.PostAsync($$"""{"documentId": "sha256:{{Hash}}", "extensions": {{ExtensionOf(Query)}}}""", Accept);

        Assert.Equal(PersistedWorld.Answer, text);
    }

    [Fact]
    public async Task Post_TextOfAnotherHash_IsAMismatch()
    {
        await using var server = await StartAsync();

        var (response, text) = await server.PostAsync($$"""{"query": "{{Other}}", "documentId": "sha256:{{Hash}}"}""", Accept);

        Assert.Equal((HttpStatusCode.BadRequest, ErrorCodes.PersistedQueryHashMismatch), (response.StatusCode, TestClient.CodeOf(text)));
    }

    [Fact]
    public async Task Get_ByHash_RunsWithItsVariablesAlsoForABrowser()
    {
        await using var server = await StartAsync();
        const string byId = "query($id: ID) { item(id: $id) { id } }";
        await RegisterAsync(server, byId);
        var variables = Uri.EscapeDataString("""{"id": "5"}""");

        var (_, one) = await server.GetAsync($"/graphql?documentId=sha256:{DocumentHash.Of(byId)}&variables={variables}");
        var (_, other) = await server.GetAsync($"/graphql?extensions={Uri.EscapeDataString(ExtensionOf(byId))}&variables={variables}");
        var (_, typed) = await server.GetAsync($"/graphql?documentId=sha256:{DocumentHash.Of(byId)}", ("Accept", "text/html, */*;q=0.8"));

        Assert.Equal("""{"data":{"item":{"id":"5"}}}""", one);
        Assert.Equal(one, other);
        Assert.Equal(PersistedWorld.Answer, typed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Get_MutationByHash_IsNotAllowed(bool withText)
    {
        await using var server = await StartAsync();
        const string mutation = "mutation { change { id } }";
        await RegisterAsync(server, mutation);

        var (response, text) = await server.GetAsync(
            $"/graphql?documentId=sha256:{DocumentHash.Of(mutation)}{(withText ? $"&query={Uri.EscapeDataString(mutation)}" : "")}");

        Assert.Equal((HttpStatusCode.MethodNotAllowed, ErrorCodes.BadUserInput), (response.StatusCode, TestClient.CodeOf(text)));
    }

    [Theory]
    [InlineData("extensions=%7B")]
    [InlineData("extensions=7")]
    [InlineData("documentId=nonsense")]
    [InlineData("documentId=")]
    public async Task Get_HashThatIsNone_IsRefused(string parameters)
    {
        await using var server = await StartAsync();

        var (response, text) = await server.GetAsync($"/graphql?{parameters}", ("Accept", Accept));

        Assert.Equal((HttpStatusCode.BadRequest, ErrorCodes.BadUserInput), (response.StatusCode, TestClient.CodeOf(text)));
    }

    [Fact]
    public async Task Post_5MegabytesOfVariables_AreRefused()
    {
        await using var server = await StartAsync();
        await RegisterAsync(server, Query);

        var (response, text) = await server.PostAsync(
            $$$"""{"documentId": "sha256:{{{Hash}}}", "variables": {"x": "{{{new string('x', 5_000_000)}}}"}}""", Accept);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, ErrorCodes.LimitExceeded), (response.StatusCode, TestClient.CodeOf(text)));
    }

    [Fact]
    public async Task Get_MoreVariablesThanAnAddressHolds_AreRefusedByTheServerBeforeAnythingReadsThem()
    {
        await using var server = await StartAsync();
        await RegisterAsync(server, Query);
        var address = $"/graphql?documentId=sha256:{Hash}&variables=%7B%22x%22:%22";

        var (refused, _) = await server.GetAsync($"{address}{new string('x', 20_000)}%22%7D");
        var cut = await Record.ExceptionAsync(() => server.GetAsync($"{address}{new string('x', 5_000_000)}%22%7D"));
        var (_, next) = await server.GetAsync($"/graphql?documentId=sha256:{Hash}");

        Assert.Equal(HttpStatusCode.RequestUriTooLong, refused.StatusCode);
        Assert.True(cut is null or HttpRequestException, $"{cut}"); // the server hangs up while the client still writes
        Assert.Equal(PersistedWorld.Answer, next);
        Assert.DoesNotContain(server.Graph.Logs.Lines, line => line.Level > LogLevel.Information);
    }

    [Fact]
    public async Task EventStream_ByHash_Runs()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var unknown = await TestEvents.SendAsync(server, Get());
        Assert.Contains("PersistedQueryNotFound", await unknown.EventAsync(), StringComparison.Ordinal);

        using var registered = await TestEvents.SendAsync(server, Get($"&query={Uri.EscapeDataString(Query)}"));
        var first = await registered.EventAsync(); // a stream opens before its document has been looked at
        using var known = await TestEvents.SendAsync(server, Get());

        Assert.Equal(first, await known.EventAsync());
    }

    [Fact]
    public async Task Socket_ByHash_Runs()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ConnectAsync(server);
        await socket.SendAsync("""{"type":"connection_init"}""");
        await socket.ReceiveAsync();
        string[] payloads = [$$"""{"extensions": {{ExtensionOf(Query)}}}""", $$"""{"query": "{{Query}}", "extensions": {{ExtensionOf(Query)}}}""", $$"""{"documentId": "sha256:{{Hash}}"}"""];
        var answers = new List<string?>();

        foreach (var payload in payloads)
        {
            await socket.SendAsync($$"""{"id": "1", "type": "subscribe", "payload": {{payload}}}""");
            answers.Add(await socket.ReceiveAsync());
            if (answers.Count > 1)
            {
                await socket.ReceiveAsync(); // complete
            }
        }

        Assert.Contains("\"type\":\"error\"", answers[0], StringComparison.Ordinal);
        Assert.Contains("PersistedQueryNotFound", answers[0], StringComparison.Ordinal);
        Assert.Contains(PersistedWorld.Answer, answers[1], StringComparison.Ordinal);
        Assert.Equal(answers[1], answers[2]);
    }

    private static string ExtensionOf(string text) => $$$"""{"persistedQuery": {"version": 1, "sha256Hash": "{{{DocumentHash.Of(text)}}}"}}""";

    private static string Extension(string value) => $$$"""{"extensions": {"persistedQuery": {{{value}}}}}""";

    private static string? MessageOf(string text) => JsonDocument.Parse(text).RootElement.GetProperty("errors")[0].GetProperty("message").GetString();

    private static HttpRequestMessage Get(string more = "") => new(HttpMethod.Get, $"/graphql?documentId=sha256:{Hash}{more}");

    private static async Task RegisterAsync(TestServer server, string text)
    {
        var (response, _) = await server.PostAsync($$"""{"query": "{{text}}", "documentId": "sha256:{{DocumentHash.Of(text)}}"}""", Accept);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static Task<TestServer> StartAsync() => TestServer.StartAsync(PersistedWorld.Graph());
}
