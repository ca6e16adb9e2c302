namespace Graph.FunctionalTests.Consistency.Checking;

public sealed class AcknowledgementTests : HandMadeHistory
{
    [Fact]
    public void History_InOrder_FindsNothing()
    {
        Started("b.1", at: 0);
        Read("a.1", Product, 1, 1, 2);
        Write(Product, 2, at: 3);
        Acknowledge("a.1", Product, 2, 4, 5, "p1");
        Read("a.1", Product, 1, 4.5, 6); // began before the acknowledgement
        Read("a.1", Product, 2, 6, 7);
        Read("b.1", Product, 1, 6, 7); // another instance, within the lag
        Read("b.1", Product, 1, 6, 7, "p0"); // an earlier position
        Read("b.1", Product, 2, 6, 7, "p1");
        Delete(Product, 3, at: 8);
        Read("a.1", Product, null, 8, 9);
        Write(Product, 4, at: 10);
        Read("a.1", Product, 4, 10, 11);
        Read("b.1", Product, 2, 14, 14.5); // still within the lag

        Assert.Equal("no violation", $"{Checker.Violations}");
    }

    [Fact]
    public void OlderThanItsInstanceHasAcknowledged_IsFound()
    {
        Write(Product, 2, at: 1);
        Acknowledge("a.1", Product, 2, 2, 3, "p1");

        Read("a.1", Product, 1, 4, 5);

        AssertOnly(Rule.AcknowledgedHere);
    }

    [Fact]
    public void OlderThanItsInstanceHasAcknowledgedWithoutAPosition_IsFound()
    {
        Write(Product, 2, at: 1);
        Acknowledge("a.1", Product, 2, 2, 3, position: null, isMutation: true);

        Read("a.1", Product, 1, 4, 5);

        AssertOnly(Rule.AcknowledgedHere);
    }

    [Theory]
    [InlineData("p1")]
    [InlineData("p2")]
    public void OlderThanThePositionThatItCarries_IsFound(string position)
    {
        Write(Product, 2, at: 1);
        Acknowledge("a.1", Product, 2, 2, 3, "p1");

        Read("b.1", Product, 1, 4, 5, position);

        AssertOnly(Rule.AcknowledgedByPosition);
    }

    [Fact]
    public void OlderThanThePositionThatItCarries_AcknowledgedAfterTheRead_IsFound()
    {
        Write(Product, 2, at: 1);
        Read("b.1", Product, 1, 4, 5, "p2");

        Acknowledge("a.1", Product, 2, 2, 6, "p1");

        AssertOnly(Rule.AcknowledgedByPosition);
    }

    [Fact]
    public void OlderThanAnOwnWriteWhosePositionItCarries_IsFound()
    {
        Write(Product, 2, at: 1);
        Acknowledge("a.1", Product, 2, 2, 3, "p1", isMutation: true);

        Read("b.1", Product, 1, 4, 5, "p1");

        AssertOnly(Rule.OwnWrite);
    }

    [Fact]
    public void OlderThanWhatWasAcknowledgedBeforeItsInstanceWasStarted_IsFound()
    {
        Write(Product, 2, at: 1);
        Acknowledge("a.1", Product, 2, 2, 3, "p1");
        Started("a.2", at: 4);

        Read("a.2", Product, 1, 5, 6);

        AssertOnly(Rule.AcknowledgedBeforeStart);
    }

    [Theory]
    [InlineData(12.9, 0)]
    [InlineData(13.1, 1)]
    public void OlderThanWhatAnotherHasAcknowledged_IsFoundAfterTheLagOnly(double start, int found)
    {
        Write(Product, 2, at: 1);
        Acknowledge("a.1", Product, 2, 2, 3, "p1");

        Read("b.1", Product, 1, start, 20);

        Assert.Equal(found, Checker.Violations.Of(Rule.AcknowledgedLongAgo));
        Assert.Equal(found, Checker.Violations.Count);
    }

    [Theory]
    [InlineData("a.1", 1)]
    [InlineData("b.1", 0)]
    public void OlderThanWhatWasAcknowledgedBeforeAllWasQuiet_IsFound(string living, int found)
    {
        Write(Product, 2, at: 1);
        Acknowledge("a.1", Product, 2, 2, 3, position: null, isMutation: true); // its log was away: it is known elsewhere only if a.1 lived to tell

        Checker.BeQuiet(At(4), [living]);
        Read("b.1", Product, 1, 5, 6);

        Assert.Equal(found, Checker.Violations.Of(Rule.AcknowledgedBeforeQuiet));
        Assert.Equal(found, Checker.Violations.Count);
    }

    [Fact]
    public void Death_TakesWithItWhatOnlyThatInstanceHasToldAndGiven()
    {
        Write(Product, 2, at: 1);
        Acknowledge("a.1", Product, 2, 2, 3, position: null, isMutation: true);

        Checker.Ended("a.1");
        Read("a.1", Product, 1, 4, 5);

        Assert.Equal(0, Checker.Violations.Count);
    }

    [Fact]
    public void Violation_TellsTheHistoryOfItsKey()
    {
        Write(Product, 2, at: 1);
        Acknowledge("a.1", Product, 2, 2, 3, "p1");
        Read("a.1", Product, 1, 4, 5);

        var text = Assert.Single(Checker.Violations.Kept).Text;

        Assert.Equal(
            """
            product:1: a.1 gave 1, and must not be older than 2.
              0.0 the upstream wrote 1
              1000.0 the upstream wrote 2
              3000.0 a.1 acknowledged 2 at p1 (sent at 2000.0)
              5000.0 a.1 gave 1 (began at 4000.0)
            """,
            text,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Demands_AreCountedByRule()
    {
        Acknowledge("a.1", Product, 1, 2, 3, "p1");
        Read("a.1", Product, 1, 4, 5);
        Read("b.1", Product, 1, 4, 5);
        Read("b.1", Product, 1, 4, 5, "p1");

        Assert.Equal((1, 1, 0), (Checker.DemandsOf(Rule.AcknowledgedHere), Checker.DemandsOf(Rule.AcknowledgedByPosition), Checker.DemandsOf(Rule.OwnWrite)));
    }
}
