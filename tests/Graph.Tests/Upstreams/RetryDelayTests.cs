using Graph.Upstreams.Configuration;
using Graph.Upstreams.Resilience;

namespace Graph.Tests.Upstreams;

public sealed class RetryDelayTests
{
    [Theory]
    [InlineData(0, 0, 0.5)]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(2, 0.5, 3)]
    [InlineData(4, 1, 16)]
    [InlineData(5, 1, 30)]
    [InlineData(9, 0, 15)]
    public void Of_Retry_DoublesUpToTheLimitAndTakesOffUpToAHalf(int retry, double random, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryDelay.Of(retry, new RetryOptions(), random));
}
