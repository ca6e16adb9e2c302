using System.Net;
using System.Net.Sockets;
using Graph.Domains.Abstractions;

namespace Graph.Tests.Upstreams;

/// <summary>What is said of a write that got no answer, or more than one attempt.</summary>
public sealed class UpstreamWriteLossTests
{
    private const string Saved = """{"id": "7", "size": 3}""";

    [Fact]
    public async Task SendAsync_ConnectionLost_IsUnknownAndSentOnce()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Otherwise = StubUpstream.Abort;

        var failure = FailureOf(await rig.SendAsync(TestWrite.Post));

        Assert.Equal((ErrorCodes.OutcomeUnknown, false), (failure.Code, failure.Retryable));
        Assert.DoesNotContain("key", failure.Message, StringComparison.Ordinal);
        Assert.Single(rig.Stub.Requests);
    }

    [Fact]
    public async Task SendAsync_AnswerCutShort_IsUnknown()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Truncated());

        Assert.Equal(ErrorCodes.OutcomeUnknown, FailureOf(await rig.SendAsync(TestWrite.Post)).Code);
    }

    [Fact]
    public async Task SendAsync_NoAnswerInTime_IsUnknownAndSentOnce()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Otherwise = HangPastTheAttempt(rig);

        Assert.Equal(ErrorCodes.OutcomeUnknown, FailureOf(await rig.SendAsync(TestWrite.Post)).Code);
        Assert.Single(rig.Stub.Requests);
    }

    [Fact]
    public async Task SendAsync_ProcessStopsMeanwhile_IsUnknownAndNoException()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(rig.Stub.Hang);
        using var stop = new CancellationTokenSource();

        var call = rig.SendAsync(TestWrite.PostWithKey, new TestWrite(cancellation: stop.Token));
        await rig.Stub.ArrivesAsync();
        await stop.CancelAsync();

        Assert.Equal(ErrorCodes.OutcomeUnknown, FailureOf(await call).Code);
        Assert.Single(rig.Stub.Requests);
    }

    [Fact]
    public async Task SendAsync_ProcessHasStopped_IsUnavailableAndNotSent()
    {
        await using var rig = await Rig.StartAsync();

        var result = await rig.SendAsync(TestWrite.Post, new TestWrite(cancellation: new CancellationToken(canceled: true)));

        Assert.Equal(ErrorCodes.UpstreamUnavailable, FailureOf(result).Code);
        Assert.Empty(rig.Stub.Requests);
    }

    [Theory]
    [InlineData(false, ErrorCodes.UpstreamUnavailable)]
    [InlineData(true, ErrorCodes.OutcomeUnknown)]
    public async Task SendAsync_ProcessStopsInTheDelay_SaysWhatTheAttemptSaid(bool lost, string code)
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(lost ? StubUpstream.Abort : StubUpstream.Status(503));
        using var stop = new CancellationTokenSource();

        var call = rig.SendAsync(TestWrite.PostWithKey, new TestWrite(cancellation: stop.Token));
        await rig.Time.NextDelayAsync();
        await stop.CancelAsync();

        Assert.Equal(code, FailureOf(await call).Code);
    }

    [Fact]
    public async Task SendAsync_NobodyListens_IsUnavailable()
    {
        // Bound, so that no other program gets the port, and not listening.
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using var rig = await Rig.StartAsync($"BaseAddress=http://{socket.LocalEndPoint}");

        var failed = Assert.IsType<WriteResult<Item>.Failed>(await rig.SendAsync(TestWrite.Post));
        Assert.Equal((ErrorCodes.UpstreamUnavailable, false), (failed.Failure.Code, failed.MayBeWritten));
    }

    [Fact]
    public async Task SendAsync_NoSecureConnection_IsUnavailable()
    {
        await using var plain = await StubUpstream.StartAsync();
        await using var rig = await Rig.StartAsync($"BaseAddress=https://{plain.Address.Authority}");

        Assert.Equal(ErrorCodes.UpstreamUnavailable, FailureOf(await rig.SendAsync(TestWrite.Post)).Code);
        Assert.Empty(plain.Requests);
    }

    [Fact]
    public async Task SendAsync_NoSuchHost_IsUnavailable()
    {
        await using var rig = await Rig.StartAsync(["BaseAddress=http://upstream.invalid"], (services, name) =>
            StubConnections.Use(services, name, _ => throw new SocketException((int)SocketError.HostNotFound)));

        Assert.Equal(ErrorCodes.UpstreamUnavailable, FailureOf(await rig.SendAsync(TestWrite.Post)).Code);
    }

    [Fact]
    public async Task SendAsync_NoConnectionInTime_TimesOutAsNotSent()
    {
        Rig? rig = null;
        await using var started = rig = await Rig.StartAsync([], (services, name) => StubConnections.Use(services, name, async cancellation =>
        {
            rig!.Time.Advance(TimeSpan.FromSeconds(2));
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            return Stream.Null;
        }));

        Assert.Equal(ErrorCodes.UpstreamTimeout, FailureOf(await rig.SendAsync(TestWrite.Post)).Code);
    }

    [Fact]
    public async Task SendAsync_QueueFull_IsUnavailableAndNotSent()
    {
        await using var rig = await Rig.StartAsync("MaxConcurrentCalls=1", "MaxQueuedCalls=0");
        var release = new TaskCompletionSource();
        rig.Stub.Then(async context =>
        {
            await release.Task;
            await StubUpstream.Json(Saved)(context);
        });

        var first = rig.SendAsync(TestWrite.Post);
        await rig.Stub.ArrivesAsync();
        var second = await rig.SendAsync(TestWrite.PostWithKey);
        release.SetResult();

        Assert.Equal(ErrorCodes.UpstreamUnavailable, FailureOf(second).Code);
        Assert.IsType<WriteResult<Item>.Done>(await first);
        Assert.Single(rig.Stub.Requests);
    }

    [Fact]
    public async Task SendAsync_FiveFailures_OpenTheCircuitForWritesToo()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Otherwise = StubUpstream.Status(500);

        for (var i = 0; i < 5; i++)
        {
            await rig.SendAsync(TestWrite.Post);
        }

        Assert.Equal(ErrorCodes.UpstreamCircuitOpen, FailureOf(await rig.SendAsync(TestWrite.Post)).Code);
        Assert.Equal(5, rig.Stub.Requests.Count);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(0)]
    public async Task SendAsync_WithAKey_IsSentAgainWithTheSameKeyAndBody(int status)
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(status == 0 ? StubUpstream.Abort : StubUpstream.Status(status)).Then(StubUpstream.Json(Saved));

        var call = rig.SendAsync(TestWrite.PostWithKey with { IfMatch = 4 });
        await rig.Time.PassDelayAsync();

        Assert.IsType<WriteResult<Item>.Done>(await call);
        Assert.Equal(2, rig.Stub.Requests.Count);
        Assert.All(rig.Stub.Requests, request => Assert.Equal(
            ("key-1", "\"4\"", """{"size": 3}"""), (request.Header("Idempotency-Key"), request.Header("If-Match"), request.Body)));
    }

    [Fact]
    public async Task SendAsync_WithAKeyThatTimesOut_IsSentAgain()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(HangPastTheAttempt(rig)).Then(StubUpstream.Json(Saved));

        var call = rig.SendAsync(TestWrite.PostWithKey);
        await rig.Time.PassDelayAsync();

        Assert.IsType<WriteResult<Item>.Done>(await call);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task SendAsync_WithoutAKey_IsSentOnceWhateverTheStatus(int status)
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Otherwise = StubUpstream.Status(status, "0");

        Assert.Equal(ErrorCodes.UpstreamUnavailable, FailureOf(await rig.SendAsync(TestWrite.Post)).Code);
        Assert.Single(rig.Stub.Requests);
    }

    [Fact]
    public async Task SendAsync_EveryAnswerLostWithAKey_SaysThatTheKeyFindsOut()
    {
        await using var rig = await Rig.StartAsync("Retry:MaxAttempts=2", "Retry:BaseDelay=00:00:00");
        rig.Stub.Otherwise = StubUpstream.Abort;

        var failure = FailureOf(await rig.SendAsync(TestWrite.PostWithKey));

        Assert.Equal((ErrorCodes.OutcomeUnknown, true), (failure.Code, failure.Retryable));
        Assert.Contains("same idempotency key", failure.Message, StringComparison.Ordinal);
        Assert.Equal(3, rig.Stub.Requests.Count);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(410)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task SendAsync_OneAnswerLostThenAnyFailure_IsUnknown(int status)
    {
        await using var rig = await Rig.StartAsync("Retry:BaseDelay=00:00:00");
        rig.Stub.Then(StubUpstream.Abort);
        rig.Stub.Otherwise = StubUpstream.Status(status);

        Assert.Equal(ErrorCodes.OutcomeUnknown, FailureOf(await rig.SendAsync(TestWrite.PostWithKey)).Code);
    }

    [Fact]
    public async Task SendAsync_OneAnswerLostThenTheCircuitOpens_IsUnknown()
    {
        await using var rig = await Rig.StartAsync("Retry:BaseDelay=00:00:00", "CircuitBreaker:FailureThreshold=1");
        rig.Stub.Otherwise = StubUpstream.Abort;

        var lost = await rig.SendAsync(TestWrite.PostWithKey);
        var refused = await rig.SendAsync(TestWrite.PostWithKey);

        Assert.Equal((ErrorCodes.OutcomeUnknown, ErrorCodes.UpstreamCircuitOpen), (FailureOf(lost).Code, FailureOf(refused).Code));
    }

    [Fact]
    public async Task SendAsync_NothingLostThenFailure_SaysThatItIsNotWritten()
    {
        await using var rig = await Rig.StartAsync("Retry:MaxAttempts=2", "Retry:BaseDelay=00:00:00");
        rig.Stub.Then(StubUpstream.Status(503)).Then(StubUpstream.Status(500)).Then(StubUpstream.Status(429));

        Assert.Equal(ErrorCodes.UpstreamUnavailable, FailureOf(await rig.SendAsync(TestWrite.PostWithKey)).Code);
    }

    /// <summary>The contract has POST remember keys; elsewhere a refusal may be about what the lost attempt has done.</summary>
    [Theory]
    [InlineData("POST", 404, "", typeof(WriteResult<Item>.NotFound))]
    [InlineData("POST", 422, "", typeof(WriteResult<Item>.Refused))]
    [InlineData("POST", 409, """{"type": "out-of-stock"}""", typeof(WriteResult<Item>.Refused))]
    [InlineData("POST", 409, """{"type": "version-conflict", "currentVersion": 8}""", typeof(WriteResult<Item>.Conflict))]
    [InlineData("POST", 409, "", typeof(WriteResult<Item>.Failed))]
    [InlineData("PATCH", 409, """{"type": "version-conflict", "currentVersion": 8}""", typeof(WriteResult<Item>.Failed))]
    [InlineData("DELETE", 404, "", typeof(WriteResult<Item>.Failed))]
    [InlineData("PUT", 422, "", typeof(WriteResult<Item>.Failed))]
    [InlineData("PUT", 200, Saved, typeof(WriteResult<Item>.Done))]
    public async Task SendAsync_OneAnswerLostThenAnAnswer_IsTakenWhereItIsTheFirst(string method, int status, string body, Type result)
    {
        await using var rig = await Rig.StartAsync("Retry:BaseDelay=00:00:00");
        rig.Stub.Then(StubUpstream.Abort).Then(StubUpstream.Json(body, status));

        Assert.IsType(result, await rig.SendAsync(TestWrite.PostWithKey with { Method = new HttpMethod(method) }));
        Assert.Equal(2, rig.Stub.Requests.Count);
    }

    private static Failure FailureOf(WriteResult<Item> result) => Assert.IsType<WriteResult<Item>.Failed>(result).Failure;

    private static Microsoft.AspNetCore.Http.RequestDelegate HangPastTheAttempt(Rig rig) => context =>
    {
        rig.Time.Advance(TimeSpan.FromSeconds(2));
        return rig.Stub.Hang(context);
    };

}
