using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Graph.Domains.Abstractions;
using Graph.Tests.Transport.Realtime;

namespace Graph.Tests.Transport.GraphQLTransportWs;

public sealed class ProtocolTests
{
    [Fact]
    public async Task Handshake_WithTheSubprotocol_SelectsItAndSaysTheTraceId()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ConnectAsync(server, headers: ("X-Trace-Id", "t-1"));

        Assert.Equal("graphql-transport-ws", socket.Subprotocol);
        await socket.CloseAsync();
        await server.UntilLoggedAsync("(trace t-1)");
    }

    [Theory]
    [InlineData("graphql-ws")]
    [InlineData("no-such-protocol")]
    public async Task Handshake_WithAnotherSubprotocol_Is4406(string subprotocol)
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ConnectAsync(server, subprotocol);

        Assert.Equal((4406, "Subprotocol not acceptable"), await socket.ReceiveCloseAsync());
        await server.UntilNothingIsLeftAsync();
    }

    [Fact]
    public async Task Init_IsAcknowledged()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ConnectAsync(server);

        await socket.InitAsync("{}");

        Assert.Equal("""{"type":"connection_ack"}""", await socket.ReceiveAsync());
    }

    [Theory]
    [InlineData("""{"type":"ping"}""", """{"type":"pong"}""")]
    [InlineData("""{"type":"ping","payload":null}""", """{"type":"pong"}""")]
    [InlineData("""{"payload": {"n": [1, "ü"]}, "type":"ping"}""", """{"type":"pong","payload":{"n": [1, "ü"]}}""")]
    public async Task Ping_BeforeAndAfterInit_IsAnsweredWithItsPayload(string ping, string pong)
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ConnectAsync(server);

        await socket.SendAsync(ping);
        Assert.Equal(pong, await socket.ReceiveAsync());
        await socket.InitAsync();
        await socket.ReceiveAsync();
        await socket.SendAsync(ping);

        Assert.Equal(pong, await socket.ReceiveAsync());
    }

    [Fact]
    public async Task Pong_Unsolicited_IsTaken()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ReadyAsync(server);

        await socket.SendAsync("""{"type":"pong","payload":{}}""");
        await socket.SendAsync("""{"type":"ping"}""");

        Assert.Equal("""{"type":"pong"}""", await socket.ReceiveAsync());
    }

    [Theory]
    [InlineData("{ item { id } }", """{"data":{"item":{"id":"1"}}}""")]
    [InlineData("mutation { change { id } }", """{"data":{"change":{"id":"changed"}}}""")]
    public async Task Subscribe_ToWhatHasOneResult_IsOneNextAndComplete(string query, string result)
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ReadyAsync(server);

        await socket.SubscribeAsync("a", query);

        Assert.Equal($$"""{"id":"a","type":"next","payload":{{result}}}""", await socket.ReceiveAsync());
        Assert.Equal("""{"id":"a","type":"complete"}""", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task Subscribe_ResultOfMegabytes_ArrivesWhole()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ReadyAsync(server);

        await socket.SubscribeAsync("a", "{ large }");

        var next = await socket.ReceiveJsonAsync();
        Assert.Equal(4_000_000, next.GetProperty("payload").GetProperty("data").GetProperty("large").GetString()!.Length);
    }

    [Fact]
    public async Task Subscribe_VariablesAndOperationName_AreUsed()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ReadyAsync(server);

        await socket.SendAsync("""
            {"id": "a", "type": "subscribe", "payload": {
              "query": "query one { __typename } query two($with: Boolean!) { item @include(if: $with) { id } __typename }",
              "operationName": "two", "variables": {"with": false}, "extensions": null}}
            """);

        Assert.Equal("""{"id":"a","type":"next","payload":{"data":{"__typename":"Query"}}}""", await socket.ReceiveAsync());
    }

    [Theory]
    [InlineData("{ nope }", ErrorCodes.ValidationFailed)]
    [InlineData("{ unbalanced", ErrorCodes.ParseFailed)]
    [InlineData("query a { __typename } query b { __typename }", ErrorCodes.BadUserInput)]
    [InlineData("subscription { refused }", ErrorCodes.Forbidden)]
    public async Task Subscribe_Refused_IsAnErrorWithoutCompleteAndTheIdIsFree(string query, string code)
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ReadyAsync(server);

        await socket.SubscribeAsync("a", query);
        var error = await socket.ReceiveJsonAsync();
        await socket.SubscribeAsync("a", "{ __typename }");

        Assert.Equal(("a", "error"), (error.GetProperty("id").GetString(), error.GetProperty("type").GetString()));
        var entry = Assert.Single(error.GetProperty("payload").EnumerateArray());
        Assert.Equal(code, entry.GetProperty("extensions").GetProperty("code").GetString());
        Assert.NotEqual(JsonValueKind.Undefined, entry.GetProperty("message").ValueKind);
        Assert.Contains("\"next\"", await socket.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subscribe_FieldThatFails_IsANextWithItsError()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ReadyAsync(server);

        await socket.SubscribeAsync("a", "{ broken { id } }");
        var next = await socket.ReceiveJsonAsync();

        Assert.Equal("next", next.GetProperty("type").GetString());
        Assert.Equal(JsonValueKind.Null, next.GetProperty("payload").GetProperty("data").GetProperty("broken").ValueKind);
        Assert.DoesNotContain("secret", next.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subscribe_IdThatNeedsEscapes_ComesBackAsItWas()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ReadyAsync(server);

        await socket.SendAsync("""{"type": "subscribe", "id": "\u0061\"/ü", "payload": {"query": "{ __typename }"}}""");

        Assert.Equal("a\"/ü", (await socket.ReceiveJsonAsync()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Complete_UnknownId_IsIgnored()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ReadyAsync(server);

        await socket.CompleteAsync("nope");
        await socket.SendAsync("""{"type":"ping"}""");

        Assert.Equal("""{"type":"pong"}""", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task Complete_OfARunningQuery_CancelsItAndFreesTheId()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ReadyAsync(server);
        await socket.SubscribeAsync("a", "{ slow { id } }");
        await server.Entered;

        await socket.CompleteAsync("a");
        await server.UntilLoggedAsync("ended (Client)");
        server.Answer();
        await socket.SubscribeAsync("a", "{ item { id } }");

        Assert.Equal("""{"id":"a","type":"next","payload":{"data":{"item":{"id":"1"}}}}""", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task Message_InManyFragments_IsOne()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ReadyAsync(server);
        var message = """{"id":"a","type":"subscribe","payload":{"query":"{ item { id } }"}}""";

        foreach (var letter in message)
        {
            await socket.SendAsync(letter.ToString(), endOfMessage: false);
        }

        await socket.SendAsync("", endOfMessage: true);

        Assert.Contains("\"next\"", await socket.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Socket_ManyOperationsAtOnce_AreIndependent()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ReadyAsync(server);

        await socket.SubscribeAsync("slow", "{ slow { id } }");
        await server.Entered;
        await socket.SubscribeAsync("fast", "{ item { id } }");
        string[] first = [await socket.ReceiveAsync(), await socket.ReceiveAsync()];
        server.Answer();
        string[] second = [await socket.ReceiveAsync(), await socket.ReceiveAsync()];

        Assert.All(first, message => Assert.StartsWith("""{"id":"fast",""", message, StringComparison.Ordinal));
        Assert.All(second, message => Assert.StartsWith("""{"id":"slow",""", message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Operations_OfOneSocket_HaveTraceIdsOfTheirOwnAndALogLineEach()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ReadyAsync(server, headers: ("X-Trace-Id", new string('t', 64)));

        await socket.SubscribeAsync("a", "query Shop { item { id } }");
        await socket.ReceiveAsync();
        await socket.SubscribeAsync("b", "{ broken { id } }");
        await socket.ReceiveAsync();
        await socket.ReceiveAsync();

        await server.UntilLoggedAsync($"WebSocket query Shop ended (Completed) after");
        await server.UntilLoggedAsync($"with 1 results and 0 errors (trace {new string('t', 62)}-1)");
        await server.UntilLoggedAsync($"Field 'Test: broken' failed by a defect (trace {new string('t', 62)}-2)");
    }

    [Fact]
    public async Task Close_ByTheClient_EndsWhatRunsAndIsAnswered()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ReadyAsync(server);
        await socket.SubscribeAsync("a", "subscription { silent }");
        await server.Subscriptions.UntilOpenAsync(1);

        await socket.CloseAsync();

        Assert.Equal((WebSocketState.Closed, WebSocketCloseStatus.NormalClosure), (socket.Socket.State, socket.Socket.CloseStatus));
        await server.UntilNothingIsLeftAsync();
        Assert.Equal(0, server.Subscriptions.CountOpen());
        await server.UntilLoggedAsync("WebSocket closed with 1000 (Client)");
    }

    [Fact]
    public async Task Request_ThatIsNoProperHandshake_IsAnOrdinaryOne()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query={__typename}");
        request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
        request.Headers.TryAddWithoutValidation("Upgrade", "websocket");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Version", "8");

        using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
