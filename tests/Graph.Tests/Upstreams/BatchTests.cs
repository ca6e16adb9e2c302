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
    [InlineData("""{"id": {"id": "2"}, "size": 22}""")]
    [InlineData("""{"id": ["2"], "size": 22}""")]
    [InlineData("""{"id": "\ud800", "size": 22}""")]
    [InlineData("""{"id": "2\udc00", "size": 22}""")]
    [InlineData("""{"id": "2", "size": 22, "id": 2}""")]
    [InlineData("""{"other": {"id": "2"}, "size": 22}""")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("\"2\"")]
    [InlineData("2")]
    [InlineData("[]")]
    [InlineData("""[{"id": "2", "size": 22}]""")]
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
    public async Task GetManyAsync_KeyThatIsNotUtf8_FailsTheMissingKeys()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(context => context.Response.Body.WriteAsync(
            (byte[])[.. "[{\"id\": \""u8, 0xff, .. "\", \"size\": 22}, {\"id\": \"1\", \"size\": 11}]"u8]).AsTask());

        var results = await rig.GetManyAsync("1", "2");

        Assert.Equal([null, ErrorCodes.UpstreamInvalidResponse], results.Select(result => result.Failure?.Code));
    }

    [Theory]
    [InlineData("""{"size": 11, "id": "1"}""")]
    [InlineData("""{"size": 11, "\u0069d": "\u0031"}""")]
    [InlineData("""{"a": {"id": "2"}, "b": [{"id": "3"}, "id"], "c": "id", "size": 11, "id": "1"}""")]
    [InlineData("""{"ids": "2", "i": "3", "size": 11, "id": "1"}""")]
    public async Task GetManyAsync_KeyThatIsNotFirst_IsFound(string element)
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Json($$"""[{{element}}, {"id": "2", "size": 22}]"""));

        var results = await rig.GetManyAsync("1", "2", "3");

        Assert.Equal([("1", 11), ("2", 22), null], results.Select(result => result.Value is { } item ? (item.Id, item.Size) : default((string, int)?)));
        Assert.DoesNotContain(results, result => result.IsFailed);
    }

    [Fact]
    public async Task GetManyAsync_KeyTwiceInAnObject_IsTheOneThatItsValueHas()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Json("""[{"id": "1", "size": 22, "id": "2"}]"""));

        var results = await rig.GetManyAsync("1", "2");

        Assert.Equal([null, "2"], results.Select(result => result.Value?.Id));
        Assert.DoesNotContain(results, result => result.IsFailed);
    }

    [Theory]
    [InlineData("""{"id": "2", "size": "x"}""")]
    [InlineData("""{"id": "2", "size": {"a": [1, {}]}}""")]
    [InlineData("""{"id": "2", "size": 99999999999}""")]
    [InlineData("""{"\ud800": 1, "id": "2", "size": 22}""")]
    public async Task GetManyAsync_BadObjectBetweenGoodOnes_FailsItsKeyOnly(string bad)
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Json($$"""[{"id": "1", "size": 11}, {{bad}}, {"id": "3", "size": 33}]"""));

        var results = await rig.GetManyAsync("1", "2", "3", "4");

        Assert.Equal([11, null, 33, null], results.Select(result => result.Value?.Size));
        Assert.Equal([null, ErrorCodes.UpstreamInvalidResponse, null, null], results.Select(result => result.Failure?.Code));
        Assert.Equal(1, rig.Logs.Count(Graph.Telemetry.EventIds.UpstreamInvalidResponse));
    }

    [Fact]
    public async Task GetManyAsync_BadObjects_TheFirstIsLogged()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Json("""[{"id": "1", "size": 11}, {"size": 22}, {"id": "3", "size": "x"}]"""));

        await rig.GetManyAsync("1", "2", "3");

        Assert.Contains(rig.Logs.Texts, text => text.Contains("an object has no string 'id'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task GetManyAsync_RepeatedKeys_HaveTheSameResults()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Json("""[{"id": "2"}, {"id": "1", "size": 11}, 0]"""));

        var results = await rig.GetManyAsync("1", "2", "1", "3", "2", "3");

        Assert.Equal([11, null, 11, null, null, null], results.Select(result => result.Value?.Size));
        Assert.Equal([false, true, false, true, true, true], results.Select(result => result.IsFailed));
    }

    [Fact]
    public async Task GetManyAsync_ByteOrderMark_IsIgnored()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Json("\uFEFF[{\"id\": \"1\", \"size\": 11}]"));

        Assert.Equal(11, Assert.Single(await rig.GetManyAsync("1")).Value?.Size);
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
    [InlineData("""[{"id": "1", "size": 1}] []""")]
    [InlineData("""[{"id": "1", "size": 1}]]""")]
    [InlineData("""[{"id": "1", "size": 1} {"id": "2", "size": 2}]""")]
    [InlineData("""[{"id": "1", "size": 1}, {"id": "2", "size": }]""")]
    [InlineData("""[{"id": "1", "size": 1}, {"id": "9", "size": }]""")]
    [InlineData("""[{"id": "1", "size": 1}, {"id": "9", "size": 0}, nul]""")]
    [InlineData("""[{"id": "1", "size": 1, "more": [1, 2}]""")]
    [InlineData("null")]
    [InlineData("3")]
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
