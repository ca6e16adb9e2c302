using Graph.Domains.Abstractions;

namespace Graph.Tests.Upstreams;

public sealed class ConditionalReadTests
{
    [Fact]
    public async Task GetAsync_KnownVersionAnd304_IsUnchangedAndNoError()
    {
        await using var rig = await Rig.StartAsync();
        using var metrics = new MetricReader(rig.Name);
        rig.Stub.Then(StubUpstream.Status(304));

        var result = await rig.GetAsync(new Revisit(7));

        Assert.True(result.IsUnchanged);
        Assert.False(result.IsFound || result.IsFailed);
        Assert.Equal("\"7\"", Assert.Single(rig.Stub.Requests).Header("If-None-Match"));
        Assert.Equal(1, metrics["api.request.count{method=GET,route=/items/{id},status=304}"]);
    }

    [Fact]
    public async Task GetAsync_KnownVersionAnd200_IsFound()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Json("""{"id": "7", "size": 3}"""));

        var result = await rig.GetAsync(new Revisit(7));

        Assert.Equal(new Item("7") { Size = 3 }, result.Value);
        Assert.False(result.IsUnchanged);
    }

    [Fact]
    public async Task GetAsync_NoKnownVersion_SendsNoneAndTakesNo304()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Status(304));

        var result = await rig.GetAsync();

        Assert.Equal(ErrorCodes.UpstreamInvalidResponse, result.Failure!.Code);
        Assert.False(result.IsUnchanged);
        Assert.Null(Assert.Single(rig.Stub.Requests).Header("If-None-Match"));
    }

    [Fact]
    public async Task GetManyAsync_OfABatch_SendsNoVersionWhateverTheContextSays()
    {
        await using var rig = await Rig.StartAsync();
        rig.Stub.Then(StubUpstream.Json("[]"));

        await rig.Upstream.GetManyAsync(
            UpstreamPath.Of("/items").With("ids", ["7"]), ["7"], "id", ItemJson.Default.Item, new Revisit(7));

        Assert.Null(Assert.Single(rig.Stub.Requests).Header("If-None-Match"));
    }

    private sealed class Revisit(long version) : FetchContext
    {
        public override long? KnownVersion => version;

        public override CancellationToken Cancellation => CancellationToken.None;

        public override string? TraceId => null;

        public override void Prime<T>(EntitySource<T> source, IReadOnlyList<T> values)
        {
        }
    }
}
