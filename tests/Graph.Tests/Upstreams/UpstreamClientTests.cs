using Graph.Domains.Abstractions;

namespace Graph.Tests.Upstreams;

public sealed class UpstreamClientTests
{
    [Fact]
    public async Task GetAsync_Json_IsFound()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Json("""{"id": "7", "size": 3, "later": true}"""));

        var result = await rig.GetAsync();

        Assert.Equal(new Item("7") { Size = 3 }, result.Value);
    }

    [Fact]
    public async Task GetAsync_404_IsNotFoundAndNoError()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Status(404));

        var result = await rig.GetAsync();

        Assert.False(result.IsFound);
        Assert.False(result.IsFailed);
        Assert.Single(rig.Stub.Requests);
    }

    [Theory]
    [InlineData(500, ErrorCodes.UpstreamUnavailable, true)]
    [InlineData(501, ErrorCodes.UpstreamUnavailable, true)]
    [InlineData(503, ErrorCodes.UpstreamUnavailable, true)]
    [InlineData(408, ErrorCodes.UpstreamUnavailable, true)]
    [InlineData(429, ErrorCodes.UpstreamUnavailable, true)]
    [InlineData(400, ErrorCodes.UpstreamRejected, false)]
    [InlineData(401, ErrorCodes.UpstreamRejected, false)]
    [InlineData(403, ErrorCodes.UpstreamRejected, false)]
    [InlineData(302, ErrorCodes.UpstreamInvalidResponse, false)]
    [InlineData(204, ErrorCodes.UpstreamInvalidResponse, false)]
    public async Task GetAsync_Status_HasItsCode(int status, string code, bool retryable)
    {
        await using var rig = await Rig.StartAsync("Retry:MaxAttempts=0");
        rig.Stub.Then(context =>
        {
            context.Response.Headers.Location = "/elsewhere";
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        var failure = (await rig.GetAsync()).Failure!;

        Assert.Equal((code, retryable, rig.Name), (failure.Code, failure.Retryable, failure.Upstream));
        Assert.Contains(rig.Name, failure.Message, StringComparison.Ordinal);
        Assert.Single(rig.Stub.Requests);
    }

    [Fact]
    public async Task GetAsync_ConnectionLost_IsUnavailable()
    {
        await using var rig = await Rig.StartAsync("Retry:MaxAttempts=0");
        rig.Stub.Then(StubUpstream.Abort);

        var result = await rig.GetAsync();

        Assert.Equal(ErrorCodes.UpstreamUnavailable, result.Failure!.Code);
    }

    [Fact]
    public async Task GetAsync_ConnectionLostWithinTheBody_IsUnavailable()
    {
        await using var rig = await Rig.StartAsync("Retry:MaxAttempts=0");
        rig.Stub.Then(async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.Body.WriteAsync("{\"id\": "u8.ToArray());
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        var result = await rig.GetAsync();

        Assert.Equal(ErrorCodes.UpstreamUnavailable, result.Failure!.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("<html>")]
    [InlineData("""{"id": "7"}""")]
    [InlineData("""{"size": 3}""")]
    [InlineData("""{"id": null, "size": 3}""")]
    [InlineData("""{"id": "7", "size": "x"}""")]
    [InlineData("""{"id": "7", "size": 3} {}""")]
    [InlineData("""{"id": "7", "size": 3""")]
    [InlineData("""[{"id": "7", "size": 3}]""")]
    [InlineData("""{"id": "\ud800", "size": 3}""")]
    public async Task GetAsync_BodyAgainstTheContract_IsInvalidResponse(string body)
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Json(body));

        var result = await rig.GetAsync();

        Assert.Equal((ErrorCodes.UpstreamInvalidResponse, false), (result.Failure?.Code, result.Failure?.Retryable));
        Assert.Single(rig.Stub.Requests);
    }

    [Fact]
    public async Task GetAsync_ByteOrderMark_IsIgnored()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Json("\uFEFF{\"id\": \"7\", \"size\": 3}"));

        var result = await rig.GetAsync();

        Assert.True(result.IsFound);
    }

    [Fact]
    public async Task GetAsync_InvalidResponses_DoNotOpenTheBreakerAndLogOnceAMinute()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Otherwise = StubUpstream.Json("<html>");

        for (var i = 0; i < 8; i++)
        {
            await rig.GetAsync();
        }

        Assert.Equal(8, rig.Stub.Requests.Count);
        Assert.Equal(1, rig.Logs.Count(Graph.Telemetry.EventIds.UpstreamInvalidResponse));
    }

    [Fact]
    public async Task GetAsync_CallerGivesUp_EndsWithItsCancellation()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(rig.Stub.Hang);
        using var caller = new CancellationTokenSource();

        var call = rig.GetAsync(new TestFetch(cancellation: caller.Token));
        await rig.Stub.ArrivesAsync();
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Single(rig.Stub.Requests);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    public async Task GetAsync_IdThatIsADotSegment_NamesNothingAndIsNotSent(string id)
    {
        await using var rig = await Rig.StartAsync();

        var result = await rig.GetAsync(path: "/items/" + id);

        Assert.False(result.IsFound || result.IsFailed);
        Assert.Empty(rig.Stub.Requests);
    }

    [Theory]
    [InlineData("../7", "/items/..%2F7")]
    [InlineData("ä b?c#d", "/items/%C3%A4%20b%3Fc%23d")]
    public async Task GetAsync_IdWithSpecialCharacters_IsOneSegment(string id, string sent)
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Otherwise = context => StubUpstream.Json(
            $$"""{"id": "{{context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget}}", "size": 1}""")(context);

        var result = await rig.GetAsync(path: "/items/" + id);

        Assert.Equal(sent, result.Value?.Id);
    }
}
