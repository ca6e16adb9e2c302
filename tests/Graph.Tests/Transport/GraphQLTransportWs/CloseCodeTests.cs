using System.Net.WebSockets;
using Graph.Tests.Transport.Realtime;

namespace Graph.Tests.Transport.GraphQLTransportWs;

/// <summary>What a client must not do, and what closes its socket then.</summary>
public sealed class CloseCodeTests
{
    private const string Init = """{"type":"connection_init"}""";
    private const string Forever = """{"id":"dup","type":"subscribe","payload":{"query":"subscription { forever }"}}""";

    public static TheoryData<string, int, string, string[]> Violations => new()
    {
        { "no JSON", 4400, "A message is a JSON object", ["not json"] },
        { "nothing", 4400, "A message is a JSON object", [""] },
        { "a list", 4400, "A message is a JSON object", ["[1]"] },
        { "two values", 4400, "A message is a JSON object", [Init + Init] },
        { "65 levels", 4400, "A message is a JSON object", [$$$"""{"type":"ping","payload":{"a":{{{new string('[', 65)}}}{{{new string(']', 65)}}}}}"""] },
        { "no type", 4400, "A message has a 'type': connection_init, ping, pong, subscribe or complete", ["""{"id":"1"}"""] },
        { "a type that is no text", 4400, "A message has a 'type': connection_init, ping, pong, subscribe or complete", ["""{"type":1}"""] },
        { "an unknown type", 4400, "A message has a 'type': connection_init, ping, pong, subscribe or complete", [Init, """{"type":"start","id":"1"}"""] },
        { "a server's type", 4400, "A message has a 'type': connection_init, ping, pong, subscribe or complete", [Init, """{"type":"next","id":"1"}"""] },
        { "a payload that is text", 4400, "'payload' must be an object or null", ["""{"type":"connection_init","payload":"x"}"""] },
        { "a ping with a list", 4400, "'payload' must be an object or null", ["""{"type":"ping","payload":[]}"""] },
        { "subscribe without id", 4400, "'subscribe' needs an 'id': text that is not empty", [Init, """{"type":"subscribe","payload":{"query":"{a}"}}"""] },
        { "subscribe with an empty id", 4400, "'subscribe' needs an 'id': text that is not empty", [Init, """{"id":"","type":"subscribe","payload":{"query":"{a}"}}"""] },
        { "subscribe with a number", 4400, "'subscribe' needs an 'id': text that is not empty", [Init, """{"id":1,"type":"subscribe","payload":{"query":"{a}"}}"""] },
        { "subscribe without payload", 4400, "'subscribe' needs a 'payload': an object with a 'query'", [Init, """{"id":"1","type":"subscribe"}"""] },
        { "subscribe without query", 4400, "'query' is missing, or is no text. 'documentId' or 'extensions.persistedQuery' can stand for it.", [Init, """{"id":"1","type":"subscribe","payload":{}}"""] },
        { "variables that are text", 4400, "'variables' must be an object or null.", [Init, """{"id":"1","type":"subscribe","payload":{"query":"{a}","variables":"x"}}"""] },
        { "an operation name that is a list", 4400, "'operationName' must be text or null.", [Init, """{"id":"1","type":"subscribe","payload":{"query":"{a}","operationName":[]}}"""] },
        { "extensions that are text", 4400, "'extensions' must be an object or null.", [Init, """{"id":"1","type":"subscribe","payload":{"query":"{a}","extensions":""}}"""] },
        { "half of a pair in the id", 4400, "A text of the message is no valid Unicode", [Init, """{"id":"\ud800","type":"subscribe","payload":{"query":"{a}"}}"""] },
        { "half of a pair in the query", 4400, "A text of the message is no valid Unicode", [Init, """{"id":"1","type":"subscribe","payload":{"query":"\udc00"}}"""] },
        { "half of a pair in a variable", 4400, "A text of the message is no valid Unicode", [Init, """{"id":"1","type":"subscribe","payload":{"query":"{a}","variables":{"a":["\udc00"]}}}"""] },
        { "half of a pair in the credentials", 4400, "A text of the message is no valid Unicode", ["""{"type":"connection_init","payload":{"Authorization":"\udc00"}}"""] },
        { "complete without id", 4400, "'complete' needs an 'id': text that is not empty", [Init, """{"type":"complete"}"""] },
        { "an id of 200 letters", 4400, "An 'id' is longer than 128 bytes (Realtime:OperationIdBytes)", [Init, $$$"""{"id":"{{{new string('i', 200)}}}","type":"subscribe","payload":{"query":"{a}"}}"""] },
        { "subscribe before init", 4401, "Unauthorized", [Forever] },
        { "two inits", 4429, "Too many initialisation requests", [Init, Init] },
        { "two inits at once", 4429, "Too many initialisation requests", [Init, """{"type":"ping"}""", Init] },
        { "an id twice", 4409, "Subscriber for dup already exists", [Init, Forever, Forever] },
        { "a message too large", 1009, "A message is larger than 1048576 bytes (Realtime:MessageBytes)", [new string(' ', 1_048_577)] },
        { "10 MB", 1009, "A message is larger than 1048576 bytes (Realtime:MessageBytes)", [Init, new string(' ', 10_000_000)] },
    };

    [Theory]
    [MemberData(nameof(Violations))]
    public async Task Violation_ClosesWithItsCodeAndLeavesNothing(string what, int code, string reason, string[] messages)
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ConnectAsync(server);

        foreach (var message in messages)
        {
            await socket.SendAsync(message);
        }

        Assert.Equal((what, code, reason), (what, await Code(socket), socket.Socket.CloseStatusDescription));
        await server.UntilNothingIsLeftAsync();
        Assert.Equal(0, server.Subscriptions.CountOpen());
        Assert.Empty(server.Defects);
    }

    [Fact]
    public async Task Message_AsLargeAsAllowed_IsTaken()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ConnectAsync(server);

        await socket.SendAsync("""{"type":"ping"}""".PadRight(1_048_576));

        Assert.Equal("""{"type":"pong"}""", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task Message_TooLargeInFragments_Is1009()
    {
        await using var server = await RealtimeServer.StartAsync(("Realtime:MessageBytes", "5000"));
        using var socket = await TestSocket.ConnectAsync(server);

        for (var i = 0; i < 11; i++)
        {
            await socket.SendAsync(new string(' ', 500), endOfMessage: false);
        }

        Assert.Equal((1009, "A message is larger than 5000 bytes (Realtime:MessageBytes)"), await socket.ReceiveCloseAsync());
    }

    [Fact]
    public async Task Message_Binary_Is4400()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ConnectAsync(server);

        await socket.SendAsync(Init, WebSocketMessageType.Binary);

        Assert.Equal((4400, "A message is text, not binary"), await socket.ReceiveCloseAsync());
        await server.UntilNothingIsLeftAsync();
    }

    [Theory]
    [InlineData("reserved bits", 1002, new byte[] { 0xF1, 0x80, 0, 0, 0, 0 })]
    [InlineData("an unknown opcode", 1002, new byte[] { 0x83, 0x80, 0, 0, 0, 0 })]
    [InlineData("a frame that is not masked", 1002, new byte[] { 0x81, 0x02, (byte)'{', (byte)'}', 0, 0 })]
    [InlineData("a continuation of nothing", 1002, new byte[] { 0x80, 0x80, 0, 0, 0, 0 })]
    [InlineData("a fragmented ping", 1002, new byte[] { 0x09, 0x80, 0, 0, 0, 0 })]
    [InlineData("text that is no UTF-8", 1007, new byte[] { 0x81, 0x82, 0, 0, 0, 0, 0xC3, 0x28 })]
    public async Task Frame_ThatIsNone_ClosesWithTheCodeOfRfc6455(string what, int code, byte[] bytes)
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await RawSocket.ConnectAsync(server);

        await socket.SendAsync(bytes);

        Assert.Equal((what, code), (what, await socket.ReadCloseAsync()));
        await server.UntilNothingIsLeftAsync();
        await server.UntilLoggedAsync("(Protocol)");
        Assert.Empty(server.Defects);
    }

    [Fact]
    public async Task Frame_OfAnExpectedLengthThatNeverComes_CostsNoBuffer()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await RawSocket.ConnectAsync(server);

        // 2^62 bytes are announced; what counts is what comes.
        await socket.SendAsync([0x81, 0xFF, 0x40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        await socket.SendAsync(new byte[1_048_577].Select(_ => (byte)' ').ToArray());

        Assert.Equal(1009, await socket.ReadCloseAsync());
    }

    [Fact]
    public async Task Connection_CutInAMessage_LeavesNothing()
    {
        await using var server = await RealtimeServer.StartAsync();
        using (var socket = await RawSocket.ConnectAsync(server))
        {
            await socket.SendTextAsync(Init);
            await socket.SendTextAsync(Forever);
            await server.Subscriptions.UntilOpenAsync(1);
            await socket.SendAsync([0x81, 0xFE, 0x10]);
        }

        await server.UntilNothingIsLeftAsync();
        Assert.Equal(0, server.Subscriptions.CountOpen());
        Assert.Empty(server.Defects);
    }

    [Fact]
    public async Task Close_NotAnsweredByTheClient_CutsTheConnection()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await RawSocket.ConnectAsync(server);
        await socket.SendTextAsync("not json");
        Assert.Equal(4400, await socket.ReadCloseAsync());

        var cut = await server.PassUntilAsync(socket.ReadFrameAsync());

        Assert.Null(cut);
        await server.UntilNothingIsLeftAsync();
        await server.UntilLoggedAsync("WebSocket closed with 4400 (Protocol)");
    }

    private static async Task<int?> Code(TestSocket socket) => (await socket.ReceiveCloseAsync()).Code;
}
