using System.Net;
using Graph.Domains.Abstractions;
using Graph.Upstreams.Calls;
using Graph.Upstreams.Configuration;
using Graph.Upstreams.Resilience;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Polly.Timeout;

namespace Graph.Tests.Upstreams;

public sealed class HttpAttemptTests
{
    private readonly RecordingTimeProvider _time = new() { Timeouts = { TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(8) } };

    [Fact]
    public async Task SendAsync_NoConnectionInTime_IsATimeoutAndRepeated()
    {
        var handler = new FakeHandler(sent => sent > 1
            ? new HttpResponseMessage(HttpStatusCode.OK)
            : throw new TaskCanceledException("connect", new TimeoutException()));

        var call = SendAsync(handler, UpstreamRequest.Get(UpstreamPath.Of("/items")));
        await _time.PassDelayAsync();

        Assert.Null((await call).Exception);
        Assert.Equal(2, handler.Sent);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 4)]
    public async Task SendAsync_WriteThatFails_IsRepeatedOnlyWhereItMayBe(bool mayRepeat, int sent)
    {
        var handler = new FakeHandler(_ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));

        var call = SendAsync(handler, new UpstreamRequest(HttpMethod.Post, UpstreamPath.Of("/items"), mayRepeat));
        for (var retry = 1; retry < sent; retry++)
        {
            await _time.PassDelayAsync();
        }

        await call;
        Assert.Equal(sent, handler.Sent);
    }

    [Fact]
    public async Task SendAsync_ConnectTimeoutWithoutRetries_EndsAsATimeout()
    {
        var handler = new FakeHandler(_ => throw new TaskCanceledException());
        var request = new UpstreamRequest(HttpMethod.Post, UpstreamPath.Of("/items"), MayRepeat: false);

        Assert.IsType<TimeoutRejectedException>((await SendAsync(handler, request)).Exception);
    }

    [Fact]
    public async Task SendAsync_RefusedWriteWhoseReasonIsCutShort_KeepsItsStatus()
    {
        var reason = new FakeBody(_ => throw new IOException("reset"));
        var handler = new FakeHandler(_ => new HttpResponseMessage(HttpStatusCode.UnprocessableEntity) { Content = new StreamContent(reason) });

        var outcome = await SendAsync(handler, UpstreamRequest.Of(TestWrite.Post));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, outcome.Result?.Status);
        Assert.Null(outcome.Result?.Body);
    }

    [Fact]
    public async Task SendAsync_RefusedWriteWhoseReasonDoesNotEnd_KeepsItsStatusWhenItsTimeIsUp()
    {
        var read = new TaskCompletionSource();
        var reason = new FakeBody(async cancellation =>
        {
            read.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            return 0;
        });
        var handler = new FakeHandler(_ => new HttpResponseMessage(HttpStatusCode.Conflict) { Content = new StreamContent(reason) });

        var call = SendAsync(handler, UpstreamRequest.Of(TestWrite.Post));
        await read.Task.WaitAsync(Rig.Patience, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(HttpStatusCode.Conflict, (await call).Result?.Status);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task SendAsync_AnswerThatNeedsNoReason_IsNotRead(HttpStatusCode status)
    {
        var body = new FakeBody(_ => throw new InvalidTimeZoneException("read"));
        var handler = new FakeHandler(_ => new HttpResponseMessage(status) { Content = new StreamContent(body) });

        Assert.Equal(status, (await SendAsync(handler, UpstreamRequest.Of(TestWrite.Post))).Result?.Status);
    }

    private async Task<Outcome<UpstreamResponse>> SendAsync(FakeHandler handler, UpstreamRequest request)
    {
        var pipeline = new UpstreamPipeline("Fake", new UpstreamClientOptions(), _time, new Random(1), NullLogger.Instance);
        var attempt = new HttpAttempt("Fake", 1_000, handler, _time);
        var call = new UpstreamCall(request, new Uri("http://127.0.0.1/items"), new TestFetch(), _time.GetTimestamp());
        return await pipeline.ExecuteAsync(attempt, call).AsTask().WaitAsync(Rig.Patience);
    }

    /// <summary>Answers without a network.</summary>
    private sealed class FakeHandler(Func<int, HttpResponseMessage> answer) : HttpMessageHandler, IHttpClientFactory
    {
        public int Sent { get; private set; }

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answer(++Sent));
    }

    /// <summary>A body that comes from a function.</summary>
    private sealed class FakeBody(Func<CancellationToken, Task<int>> read) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(read(cancellationToken));
    }
}
