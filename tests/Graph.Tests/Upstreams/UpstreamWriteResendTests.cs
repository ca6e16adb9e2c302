using Graph.Domains.Abstractions;

namespace Graph.Tests.Upstreams;

/// <summary>The HTTP handler sends a request without content once more when its pooled connection is closed before an answer.
/// A write may have been done by then.</summary>
public sealed class UpstreamWriteResendTests
{
    [Theory]
    [InlineData("POST", """{"size": 3}""")]
    [InlineData("POST", "")]
    [InlineData("PUT", """{"size": 3}""")]
    [InlineData("PUT", "")]
    [InlineData("PATCH", """{"size": 3}""")]
    [InlineData("PATCH", "")]
    [InlineData("DELETE", "")]
    public async Task SendAsync_ReusedConnectionClosedAfterTheRequest_IsSentOnce(string method, string body)
    {
        await using var raw = new RawUpstream(number => number == 1);
        await using var rig = await Rig.StartAsync($"BaseAddress={raw.Address}");
        Assert.True((await rig.GetAsync()).IsFound);

        var result = await rig.SendAsync(TestWrite.Of(new HttpMethod(method)) with { Body = System.Text.Encoding.UTF8.GetBytes(body) });

        Assert.Equal(ErrorCodes.OutcomeUnknown, Assert.IsType<WriteResult<Item>.Failed>(result).Failure.Code);
        Assert.Equal([(1, "GET /items/7 HTTP/1.1"), (1, $"{method} /items/7 HTTP/1.1")], raw.Requests);
    }

    /// <summary>Shows that the tests above test something: a read is sent again, behind the retry policy's back.</summary>
    [Fact]
    public async Task GetAsync_ReusedConnectionClosedAfterTheRequest_IsSentAgainByTheHandler()
    {
        await using var raw = new RawUpstream(number => number == 1);
        await using var rig = await Rig.StartAsync($"BaseAddress={raw.Address}", "Retry:MaxAttempts=0");
        Assert.True((await rig.GetAsync()).IsFound);

        Assert.True((await rig.GetAsync()).IsFound);

        Assert.Equal([1, 1, 2], raw.Requests.Select(request => request.Connection));
    }
}
