using Graph.Domains.Abstractions;

namespace Graph.Tests.Upstreams;

public sealed class BatchTests
{
    [Fact]
    public async Task GetManyAsync_AnyOrder_ResultsHaveTheKeysOrder()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Json("""[{"id": "3", "size": 33}, {"size": 11, "id": "1"}]"""));

        var results = await rig.GetManyAsync("1", "2", "3");

        Assert.Equal([11, null, 33], results.Select(result => result.Value?.Size));
        Assert.DoesNotContain(results, result => result.IsFailed);
        Assert.Equal("/items?ids=1,2,3", Assert.Single(rig.Stub.Requests).PathAndQuery);
    }

    [Fact]
    public async Task GetManyAsync_OneBadObject_FailsItsKeyOnly()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Json("""[{"id": "1", "size": 11}, {"id": "2"}, {"id": "3", "size": 33}]"""));

        var results = await rig.GetManyAsync("1", "2", "3", "4");

        Assert.Equal([11, null, 33, null], results.Select(result => result.Value?.Size));
        Assert.Equal([null, ErrorCodes.UpstreamInvalidResponse, null, null], results.Select(result => result.Failure?.Code));
    }

    [Theory]
    [InlineData("""{"size": 22}""")]
    [InlineData("""{"id": 2, "size": 22}""")]
    [InlineData("""{"id": null, "size": 22}""")]
    [InlineData("""{"id": "\ud800", "size": 22}""")]
    [InlineData("null")]
    [InlineData("\"2\"")]
    public async Task GetManyAsync_ObjectWithoutReadableKey_FailsTheMissingKeys(string bad)
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Json($$"""[{{bad}}, {"id": "1", "size": 11}]"""));

        var results = await rig.GetManyAsync("1", "2", "3");

        Assert.Equal(
            [null, ErrorCodes.UpstreamInvalidResponse, ErrorCodes.UpstreamInvalidResponse], results.Select(result => result.Failure?.Code));
        Assert.Equal(11, results[0].Value!.Size);
    }

    [Fact]
    public async Task GetManyAsync_ExtraAndRepeatedObjects_FirstWins()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Json("""[{"id": "9"}, {"id": "1", "size": 1}, {"id": "1", "size": 2}, {"id": "1"}]"""));

        var result = Assert.Single(await rig.GetManyAsync("1"));

        Assert.Equal(1, result.Value?.Size);
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"items": []}""")]
    [InlineData("""[{"id": "1", "size": 1}""")]
    [InlineData("""[{"id": "1", "size": 1}] x""")]
    [InlineData("""[{"id": "1", "size": 1},]""")]
    public async Task GetManyAsync_NoJsonArray_FailsAllKeys(string body)
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Json(body));

        var results = await rig.GetManyAsync("1", "2");

        Assert.Equal(2, results.Length);
        Assert.All(results, result => Assert.Equal(ErrorCodes.UpstreamInvalidResponse, result.Failure?.Code));
    }

    [Fact]
    public async Task GetManyAsync_404_IsARejectionAndNotAbsence()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Status(404));

        var results = await rig.GetManyAsync("1", "2");

        Assert.All(results, result => Assert.Equal(ErrorCodes.UpstreamRejected, result.Failure?.Code));
    }

    [Fact]
    public async Task GetManyAsync_Unavailable_AllKeysShareOneFailure()
    {
        await using var rig = await Rig.StartAsync("Retry:MaxAttempts=0");
        rig.Stub.Then(StubUpstream.Status(500));

        var results = await rig.GetManyAsync("1", "2");

        Assert.Equal(ErrorCodes.UpstreamUnavailable, results[0].Failure?.Code);
        Assert.Same(results[0].Failure, results[1].Failure);
    }

    [Fact]
    public async Task GetManyAsync_NoKeys_MakesNoCall()
    {
        await using var rig = await Rig.StartAsync();

        Assert.Empty(await rig.GetManyAsync());
        Assert.Empty(rig.Stub.Requests);
    }
}
