namespace Graph.FunctionalTests.Consistency.Checking;

public sealed class StaircaseTests
{
    [Fact]
    public void Empty_IsZero() => Assert.Equal((0, 0), (new Staircase<long>().Before(5), new Staircase<long>().UpTo(5)));

    [Fact]
    public void Raised_CountsFromItsPointOn()
    {
        var stairs = new Staircase<long>();
        stairs.Raise(5, 3);

        Assert.Equal((0, 0, 3, 3), (stairs.UpTo(4), stairs.Before(5), stairs.UpTo(5), stairs.Before(6)));
    }

    [Fact]
    public void RaisedInAnyOrder_IsTheHighestOfAllThatCameBefore()
    {
        var random = new Random(7);
        for (var run = 0; run < 500; run++)
        {
            var stairs = new Staircase<long>();
            var raised = Enumerable.Range(0, 12).Select(_ => (At: (long)random.Next(10), Height: random.Next(1, 10))).ToArray();
            Array.ForEach(raised, step => stairs.Raise(step.At, step.Height));

            for (var at = 0L; at <= 10; at++)
            {
                Assert.Equal(raised.Where(step => step.At < at).Select(step => step.Height).DefaultIfEmpty().Max(), stairs.Before(at));
                Assert.Equal(raised.Where(step => step.At <= at).Select(step => step.Height).DefaultIfEmpty().Max(), stairs.UpTo(at));
            }
        }
    }
}
