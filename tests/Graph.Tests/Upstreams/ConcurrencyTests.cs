using Graph.Domains.Abstractions;

namespace Graph.Tests.Upstreams;

public sealed class ConcurrencyTests
{
    [Fact]
    public async Task GetAsync_PastLimitAndQueue_IsUnavailableAtOnce()
    {
        await using var rig = await Rig.StartAsync("MaxConcurrentCalls=2", "MaxQueuedCalls=1");
        var release = new TaskCompletionSource();
        rig.Stub.Otherwise = async context =>
        {
            await release.Task;
            await StubUpstream.Json("""{"id": "7", "size": 3}""")(context);
        };

        Task<LoadResult<Item>>[] taken = [rig.GetAsync(), rig.GetAsync(), rig.GetAsync()];
        var refused = await rig.GetAsync();
        await rig.Stub.ArrivesAsync();
        await rig.Stub.ArrivesAsync();
        var atOnce = rig.Stub.Requests.Count;
        release.SetResult();
        var results = await Task.WhenAll(taken);

        Assert.Equal((ErrorCodes.UpstreamUnavailable, true), (refused.Failure?.Code, refused.Failure?.Retryable));
        Assert.Equal(2, atOnce);
        Assert.All(results, result => Assert.True(result.IsFound));
        Assert.Equal(3, rig.Stub.Requests.Count);
    }

    [Fact]
    public async Task GetAsync_ManyRefusals_DoNotOpenTheBreaker()
    {
        await using var rig = await Rig.StartAsync("MaxConcurrentCalls=1", "MaxQueuedCalls=0");
        var release = new TaskCompletionSource();
        rig.Stub.Then(_ => release.Task);
        rig.Stub.Otherwise = StubUpstream.Json("""{"id": "7", "size": 3}""");

        var first = rig.GetAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => rig.GetAsync()));
        release.SetResult();
        await first;

        Assert.True((await rig.GetAsync()).IsFound);
        Assert.Equal(2, rig.Stub.Requests.Count);
    }
}
