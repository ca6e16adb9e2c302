using System.IO.Compression;
using Graph.Domains.Abstractions;
using Graph.Telemetry;

namespace Graph.Tests.Upstreams;

/// <summary>What one answer to one attempt says about a write.</summary>
public sealed class UpstreamWriteTests
{
    private const string Saved = """{"id": "7", "size": 3}""";

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(202)]
    public async Task SendAsync_Json_IsDone(int status)
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Json(Saved, status));

        var result = await rig.SendAsync(TestWrite.Post);

        Assert.Equal(new Item("7") { Size = 3 }, Assert.IsType<WriteResult<Item>.Done>(result).Value);
    }

    [Fact]
    public async Task SendAsync_404_IsNotFound()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Json("""{"type": "version-conflict", "currentVersion": 8}""", 404));

        Assert.IsType<WriteResult<Item>.NotFound>(await rig.SendAsync(TestWrite.Post));
    }

    [Theory]
    [InlineData("version-conflict")]
    [InlineData("https://example.org/problems/version-conflict")]
    public async Task SendAsync_VersionConflict_HasTheCurrentVersion(string type)
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Json($$"""{"type": "{{type}}", "currentVersion": 8}""", 409));

        var result = await rig.SendAsync(TestWrite.Post);

        Assert.Equal(8, Assert.IsType<WriteResult<Item>.Conflict>(result).CurrentVersion);
    }

    [Theory]
    [InlineData(422, """{"type": "version-conflict", "currentVersion": 8}""", "version-conflict")]
    [InlineData(409, """{"type": "version-conflict"}""", "version-conflict")]
    [InlineData(409, """{"type": "version-conflict", "currentVersion": "8"}""", "version-conflict")]
    [InlineData(409, """{"type": "version-conflict", "currentVersion": 8.5}""", "version-conflict")]
    [InlineData(409, """{"type": "out-of-stock", "currentVersion": 8}""", "out-of-stock")]
    [InlineData(400, """{"type": "bad-rating"}""", "bad-rating")]
    [InlineData(412, """{"type": "other"}""", "other")]
    [InlineData(409, "", "")]
    [InlineData(422, "<html>", "")]
    [InlineData(400, "[]", "")]
    public async Task SendAsync_AnyOtherReason_IsRefused(int status, string body, string type)
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Json(body, status));

        var problem = Assert.IsType<WriteResult<Item>.Refused>(await rig.SendAsync(TestWrite.Post)).Problem;

        Assert.Equal((status, type), (problem.Status, problem.Type));
        Assert.Single(rig.Stub.Requests);
    }

    [Fact]
    public async Task SendAsync_RefusalWithDetails_KeepsWhatTheDomainReads()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Json("""{"type": "https://example.org/problems/out-of-stock", "available": 2}""", 422));

        var problem = Assert.IsType<WriteResult<Item>.Refused>(await rig.SendAsync(TestWrite.Post)).Problem;

        Assert.Equal(("out-of-stock", 2), (problem.Type, problem.Int("available")));
    }

    [Theory]
    [InlineData(65_536, "long")]
    [InlineData(65_537, "")]
    public async Task SendAsync_LongRefusal_IsReadUpToTheLimit(int bytes, string type)
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Json("""{"type": "long"}""".PadRight(bytes), 409));

        Assert.Equal(type, Assert.IsType<WriteResult<Item>.Refused>(await rig.SendAsync(TestWrite.Post)).Problem.Type);
    }

    [Fact]
    public async Task SendAsync_RefusalThatIsNotCompressedAsItSays_IsStillRefused()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return StubUpstream.Json("not gzip at all", 409)(context);
        });

        Assert.IsType<WriteResult<Item>.Refused>(await rig.SendAsync(TestWrite.Post));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(405)]
    [InlineData(410)]
    [InlineData(415)]
    [InlineData(428)]
    public async Task SendAsync_OtherRefusal_IsRejected(int status)
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Json("""{"type": "out-of-stock"}""", status));

        var failure = FailureOf(await rig.SendAsync(TestWrite.Post));

        Assert.Equal((ErrorCodes.UpstreamRejected, false, rig.Name), (failure.Code, failure.Retryable, failure.Upstream));
    }

    [Theory]
    [InlineData(403, false)]
    [InlineData(429, false)]
    [InlineData(500, true)]
    [InlineData(502, true)]
    [InlineData(503, false)]
    public async Task SendAsync_Failed_TellsWhetherItMayBeWrittenAllTheSame(int status, bool may)
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Status(status));

        Assert.Equal(may, Assert.IsType<WriteResult<Item>.Failed>(await rig.SendAsync(TestWrite.Post)).MayBeWritten);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(501)]
    [InlineData(503)]
    public async Task SendAsync_UpstreamSaysItCannot_IsUnavailable(int status)
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Status(status));

        var failure = FailureOf(await rig.SendAsync(TestWrite.Post));

        Assert.Equal((ErrorCodes.UpstreamUnavailable, true), (failure.Code, failure.Retryable));
    }

    [Theory]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(502)]
    [InlineData(504)]
    [InlineData(520)]
    [InlineData(599)]
    public async Task SendAsync_AnswerOfAGatewayOrARedirect_IsUnknownAndSentOnce(int status)
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(context =>
        {
            context.Response.Headers.Location = "/elsewhere";
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        var failure = FailureOf(await rig.SendAsync(TestWrite.Post));

        Assert.Equal((ErrorCodes.OutcomeUnknown, false, rig.Name), (failure.Code, failure.Retryable, failure.Upstream));
        Assert.Single(rig.Stub.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("<html>")]
    [InlineData("""{"id": "7"}""")]
    public async Task SendAsync_WrittenButUnreadable_SaysSo(string body)
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Json(body));

        var failure = FailureOf(await rig.SendAsync(TestWrite.PostWithKey));

        Assert.Equal((ErrorCodes.OutcomeUnknown, false), (failure.Code, failure.Retryable));
        Assert.Contains("has accepted the write", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, rig.Logs.Count(EventIds.UpstreamInvalidResponse));
        Assert.Single(rig.Stub.Requests);
    }

    [Fact]
    public async Task SendAsync_WrittenButTooLong_SaysSo()
    {
        await using var rig = await Rig.StartAsync("MaxResponseBytes=8");
        rig.Stub.Then(StubUpstream.Json(Saved));

        Assert.Contains("has accepted the write", FailureOf(await rig.SendAsync(TestWrite.Post)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_CompressedAnswer_IsRead()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await gzip.WriteAsync("""{"id": "7", "size": 3}"""u8.ToArray());
        });

        Assert.IsType<WriteResult<Item>.Done>(await rig.SendAsync(TestWrite.Post));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    public async Task SendAsync_IdThatNamesNothing_IsNotFoundAndNotSent(string id)
    {
        await using var rig = await Rig.StartAsync();

        Assert.IsType<WriteResult<Item>.NotFound>(await rig.SendAsync(TestWrite.Of(HttpMethod.Delete, id)));
        Assert.Empty(rig.Stub.Requests);
    }

    private static Failure FailureOf(WriteResult<Item> result) => Assert.IsType<WriteResult<Item>.Failed>(result).Failure;
}
