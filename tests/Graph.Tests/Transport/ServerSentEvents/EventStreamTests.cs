using System.Net;
using System.Text;
using Graph.Domains.Abstractions;
using Graph.Execution;
using Graph.Execution.Streams;
using Graph.Security.Sessions;
using Graph.Security.Tokens;
using Graph.TestKit;
using Graph.Tests.Security;
using Graph.Tests.Transport.Realtime;
using Graph.Transport.Realtime;
using Microsoft.Extensions.DependencyInjection;

namespace Graph.Tests.Transport.ServerSentEvents;

public sealed class EventStreamTests
{
    private const string Secret = "a-secret-of-the-tests-that-is-long-enough";

    [Fact]
    public async Task Stream_Headers_AreThoseOfAnEventStreamThatNobodyKeeps()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var events = await TestEvents.PostAsync(server, "subscription { silent }", ("Accept-Encoding", "br, gzip"));

        Assert.Equal(HttpStatusCode.OK, events.Response.StatusCode);
        Assert.Equal("text/event-stream", events.Response.Content.Headers.ContentType!.ToString());
        Assert.True(events.Response.Headers.CacheControl!.NoStore);
        Assert.Equal(["no"], events.Response.Headers.GetValues("X-Accel-Buffering"));
        Assert.Empty(events.Response.Content.Headers.ContentEncoding);
        Assert.Single(events.Response.Headers.GetValues("X-Trace-Id"));
        Assert.Equal(":", await events.LineAsync());
    }

    [Theory]
    [InlineData("{ item { id } }", """next {"data":{"item":{"id":"1"}}}""")]
    [InlineData("mutation { change { id } }", """next {"data":{"change":{"id":"changed"}}}""")]
    public async Task Stream_OfWhatHasOneResult_IsOneNextAndComplete(string query, string next)
    {
        await using var server = await RealtimeServer.StartAsync();
        using var events = await TestEvents.PostAsync(server, query);

        Assert.Equal([next, "complete"], await events.EventsAsync());
        await server.UntilNothingIsLeftAsync();
    }

    [Fact]
    public async Task Stream_OfASubscription_IsItsResultsAndComplete()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var events = await TestEvents.PostAsync(server, "subscription { countdown(from: 1) }");

        Assert.Equal(["""next {"data":{"countdown":1}}""", """next {"data":{"countdown":0}}""", "complete"], await events.EventsAsync());
        await server.UntilNothingIsLeftAsync();
    }

    [Fact]
    public async Task Stream_LastEvent_HasALineOfDataSinceEventSourceAsksForOne()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var answer = await server.Client.SendAsync(Get("subscription { countdown(from: 0) }"), TestContext.Current.CancellationToken);

        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(":\n\nevent: next\ndata: {\"data\":{\"countdown\":0}}\n\nevent: complete\ndata:\n\n", text);
    }

    [Fact]
    public async Task Stream_EventsOfOthers_AreFlushedAsTheyHappen()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var events = await TestEvents.PostAsync(server, "subscription { silent }");
        await server.Subscriptions.UntilOpenAsync(1);

        server.Subscriptions.Post("silent", 5);
        var first = await events.EventAsync();
        server.Subscriptions.Post("silent", 6);

        Assert.Equal("""next {"data":{"silent":5}}""", first);
        Assert.Equal("""next {"data":{"silent":6}}""", await events.EventAsync());
        Assert.Equal((1, 1), (server.Gauges.ConnectionsOf(RealtimeTransport.EventStream), server.Gauges.SubscriptionsOf(RealtimeTransport.EventStream)));
    }

    [Theory]
    [InlineData("{ nope }", ErrorCodes.ValidationFailed)]
    [InlineData("{ unbalanced", ErrorCodes.ParseFailed)]
    [InlineData("subscription { refused }", ErrorCodes.Forbidden)]
    public async Task Stream_OfARefusedOperation_IsItsErrorsAndComplete(string query, string code)
    {
        await using var server = await RealtimeServer.StartAsync();
        using var events = await TestEvents.PostAsync(server, query);

        var happened = await events.EventsAsync();

        Assert.Equal(HttpStatusCode.OK, events.Response.StatusCode);
        Assert.Equal(2, happened.Length);
        Assert.Equal(code, TestClient.CodeOf(happened[0]["next ".Length..]));
        Assert.Equal("complete", happened[1]);
    }

    [Fact]
    public async Task Stream_ThatCannotGoOn_IsItsErrorsAndComplete()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var events = await TestEvents.PostAsync(server, "subscription { failing }");

        var happened = await events.EventsAsync();

        Assert.Equal(3, happened.Length);
        Assert.Equal(ErrorCodes.UpstreamUnavailable, TestClient.CodeOf(happened[1]["next ".Length..]));
        Assert.Equal("complete", happened[2]);
    }

    [Fact]
    public async Task Stream_WhoseClientLags_SaysHowManyResultsAreLeftOut()
    {
        var subscriptions = new TestSubscriptions { Limits = new LimitOptions { QueuedResults = 1 }, Policy = MailboxPolicy.Replace };
        await using var server = await RealtimeServer.StartAsync(subscriptions);
        using var events = await TestEvents.PostAsync(server, "subscription { countdown(from: 3) }");

        Assert.Equal(["""next {"data":{"countdown":0},"extensions":{"lagged":3}}""", "complete"], await events.EventsAsync());
    }

    [Fact]
    public async Task Get_WithASubscription_IsServedAndAMutationIsNot()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var subscription = await TestEvents.SendAsync(server, Get("subscription { countdown(from: 0) }"));
        using var mutation = await TestEvents.SendAsync(server, Get("mutation { change { id } }"));

        Assert.Equal(["""next {"data":{"countdown":0}}""", "complete"], await subscription.EventsAsync());
        Assert.Equal(ErrorCodes.BadUserInput, TestClient.CodeOf((await mutation.EventAsync())!["next ".Length..]));
    }

    [Theory]
    [InlineData("text/event-stream", true)]
    [InlineData("text/event-stream, */*", true)]
    [InlineData("text/event-stream, application/json;q=0.9", true)]
    [InlineData("TEXT/EVENT-STREAM;q=0.1", true)]
    [InlineData("application/json, text/event-stream", false)]
    [InlineData("application/graphql-response+json, application/json, text/event-stream, multipart/mixed", false)]
    [InlineData("*/*", false)]
    [InlineData("text/*, application/json;q=0.5", false)]
    public async Task Accept_DecidesWhetherThereAreEvents(string accept, bool expected)
    {
        await using var server = await RealtimeServer.StartAsync();
        using var events = await TestEvents.PostAsync(server, "{ item { id } }", ("Accept", accept));

        Assert.Equal(expected, events.Response.Content.Headers.ContentType!.MediaType == "text/event-stream");
        Assert.Equal(HttpStatusCode.OK, events.Response.StatusCode);
    }

    [Fact]
    public async Task Subscription_AskedForAsJson_SaysHowToAsk()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var answer = await TestEvents.PostAsync(server, "subscription { forever }", ("Accept", "application/graphql-response+json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Response.StatusCode);
        Assert.Contains("Accept: text/event-stream", await answer.LineAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{}", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{\"query\": \"{ item { id } }\"}", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    public async Task Request_ThatIsNone_IsAnsweredAsAnyOther(string body, string contentType, HttpStatusCode status)
    {
        await using var server = await RealtimeServer.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(body, Encoding.UTF8, contentType) };
        using var answer = await TestEvents.SendAsync(server, request);

        Assert.Equal(status, answer.Response.StatusCode);
        Assert.Equal("application/json", answer.Response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(ErrorCodes.BadUserInput, TestClient.CodeOf((await answer.LineAsync())!));
        Assert.Equal(0, server.Gauges.Connections);
    }

    [Fact]
    public async Task Client_ThatGoes_EndsItsSubscription()
    {
        await using var server = await RealtimeServer.StartAsync();
        using (await TestEvents.PostAsync(server, "subscription { silent }"))
        {
            await server.Subscriptions.UntilOpenAsync(1);
        }

        await server.UntilNothingIsLeftAsync();
        Assert.Equal(0, server.Subscriptions.CountOpen());
        Assert.Empty(server.Defects);
    }

    [Fact]
    public async Task Client_ThatGoesWhileItsSubscriptionStarts_LeavesNothing()
    {
        await using var server = await RealtimeServer.StartAsync();
        using (await TestEvents.PostAsync(server, "subscription { held }"))
        {
            await Patience.UntilAsync(() => Task.FromResult(server.Subscriptions.Requests.Count == 1), () => "It does not start.");
        }

        await server.UntilNothingIsLeftAsync();
        server.Subscriptions.Release();
        Assert.Equal(0, server.Subscriptions.CountOpen());
    }

    [Fact]
    public async Task Silence_IsBrokenByComments()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var events = await TestEvents.PostAsync(server, "subscription { silent }");
        await server.Subscriptions.UntilOpenAsync(1);
        string?[] opening = [await events.LineAsync(), await events.LineAsync()];

        for (var i = 0; i < 3; i++)
        {
            var line = events.LineAsync();
            server.Pass(TimeSpan.FromSeconds(14));
            Assert.False(line.IsCompleted);
            Assert.Equal(":", await server.PassUntilAsync(line));
            Assert.Equal("", await events.LineAsync());
        }

        Assert.Equal([":", ""], opening);
    }

    [Fact]
    public async Task Slow_ClientThatTakesNothing_IsCutAndLeavesNothing()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var events = await TestEvents.PostAsync(server, $"{{ {string.Join(' ', Enumerable.Range(0, 10).Select(i => $"a{i}: large"))} }}");

        await Patience.UntilAsync(
            () =>
            {
                server.Pass(TimeSpan.FromSeconds(1));
                return Task.FromResult(server.Gauges.Connections == 0);
            },
            () => "The connection stays.");

        await Assert.ThrowsAnyAsync<Exception>(events.EventsAsync);
        Assert.Empty(server.Defects);
    }

    [Fact]
    public async Task Token_ThatExpires_EndsTheStreamWithTheReason()
    {
        await using var server = await StartAsync();
        using var events = await TestEvents.PostAsync(server, "subscription { silent }", ("Authorization", $"Bearer {Token(server, seconds: 60)}"));
        await server.Subscriptions.UntilOpenAsync(1);

        server.Pass(TimeSpan.FromSeconds(91));
        var happened = await events.EventsAsync();

        Assert.Equal(2, happened.Length);
        Assert.Equal(ErrorCodes.Unauthenticated, TestClient.CodeOf(happened[0]["next ".Length..]));
        Assert.Contains("expired", happened[0], StringComparison.Ordinal);
        await server.UntilNothingIsLeftAsync();
        Assert.Equal(0, server.Subscriptions.CountOpen());
    }

    [Fact]
    public async Task SignOut_BeforeAResult_KeepsItFromBeingSent()
    {
        await using var server = await StartAsync();
        var token = Token(server);
        using var events = await TestEvents.PostAsync(server, "subscription { silent }", ("Authorization", $"Bearer {token}"));
        await server.Subscriptions.UntilOpenAsync(1);

        server.Services.GetRequiredService<SignedOutTokens>().Add(TokenHash.Of(token), server.Time.GetUtcNow() + TimeSpan.FromHours(1));
        server.Subscriptions.Post("silent", 1);
        var happened = await events.EventsAsync();

        Assert.Equal(2, happened.Length);
        Assert.Contains("signed out", happened[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_ThatAreBad_Are401()
    {
        await using var server = await StartAsync();
        using var answer = await TestEvents.PostAsync(server, "{ viewer }", ("Authorization", "Bearer garbage"));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Response.StatusCode);
        Assert.Equal("application/json", answer.Response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Streams_OneTooMany_Is503AndAPlaceComesBack()
    {
        await using var server = await RealtimeServer.StartAsync(("Realtime:MaxEventStreams", "1"));
        using (await TestEvents.PostAsync(server, "subscription { silent }"))
        {
            using var refused = await TestEvents.PostAsync(server, "subscription { silent }");

            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Response.StatusCode);
            Assert.NotNull(refused.Response.Headers.RetryAfter);
            Assert.Contains("Realtime:MaxEventStreams", await refused.LineAsync(), StringComparison.Ordinal);
        }

        await server.UntilNothingIsLeftAsync();
        using var again = await TestEvents.PostAsync(server, "{ item { id } }");
        Assert.Equal(2, (await again.EventsAsync()).Length);
    }

    [Fact]
    public async Task Stop_CompletesSubscriptionsAndLetsWhatRunsComeToItsEnd()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var subscription = await TestEvents.PostAsync(server, "subscription { silent }");
        using var query = await TestEvents.PostAsync(server, "{ slow { id } }");
        await server.Subscriptions.UntilOpenAsync(1);
        await server.Entered;

        var stopping = server.DrainAsync(TestContext.Current.CancellationToken);
        var completed = await subscription.EventsAsync();
        var waited = !stopping.IsCompleted;
        server.Answer();

        Assert.Equal(["complete"], completed);
        Assert.True(waited);
        Assert.Equal(["""next {"data":{"slow":{"id":"slow"}}}""", "complete"], await query.EventsAsync());
        await stopping.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);
        Assert.Equal(0, server.Subscriptions.CountOpen());
    }

    [Fact]
    public async Task Stream_WithADefect_LeavesNothing()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var events = await TestEvents.PostAsync(server, "subscription { broken }");

        var happened = await events.EventsAsync();

        Assert.Equal(ErrorCodes.Internal, TestClient.CodeOf(happened[0]["next ".Length..]));
        Assert.Equal("complete", happened[1]);
        Assert.DoesNotContain("secret", happened[0], StringComparison.Ordinal);
        await server.UntilNothingIsLeftAsync();
        Assert.Contains("A connection failed by a defect", Assert.Single(server.Defects), StringComparison.Ordinal);
    }

    private static HttpRequestMessage Get(string query)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/graphql?query={Uri.EscapeDataString(query)}");
        request.Headers.TryAddWithoutValidation("Accept", "text/event-stream");
        return request;
    }

    private static Task<RealtimeServer> StartAsync() => RealtimeServer.StartAsync(("Authentication:SigningKeys:0", Secret));

    private static string Token(RealtimeServer server, int seconds = 3_600) => Jwt.Hs256(
        new Dictionary<string, object> { ["sub"] = "7", ["exp"] = server.Time.GetUtcNow().ToUnixTimeSeconds() + seconds }, Secret);
}
