using Graph.Caching.Memory;
using Graph.Tests.Loading;

namespace Graph.Tests.Caching.Memory;

public sealed class SizeEstimatorTests
{
    [Fact]
    public void Of_APageThatHoldsItsItems_CountsThem()
    {
        Thing[] items = [new(new string('a', 1_000), 1), new(new string('b', 1_000), 1)];

        var size = SizeEstimator.Of(new HeldPage(["a", "b"], null, 2, items)) - SizeEstimator.Of(new HeldPage(["a", "b"], null, 2, []));

        Assert.InRange(size, 4_000, 4_500); // two bytes a letter
    }
}
