using Graph.TestKit.Register;

namespace Graph.FunctionalTests.Consistency.Checking;

/// <summary>The checker itself, over histories made by hand: it finds each breach, and nothing in a history that is in order.
/// Times are seconds.</summary>
public sealed class ConsistencyCheckerTests
{
    private const string Product = "product:1";
    private const string List = "reviews:product:1";

    private readonly ConsistencyChecker _checker = new(new CheckerOptions
    {
        Lag = TimeSpan.FromSeconds(10),
        Aftermath = TimeSpan.FromSeconds(2),
        MaxAge = (key, isAbsence) => key == "inventory:1" && !isAbsence ? TimeSpan.FromSeconds(5) : null,
    });

    public ConsistencyCheckerTests()
    {
        foreach (var key in (string[])[Product, List, "inventory:1"])
        {
            Write(key, 1, at: 0);
        }
    }

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

        Assert.Equal("no violation", $"{_checker.Violations}");
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

        Assert.Equal(found, _checker.Violations.Of(Rule.AcknowledgedLongAgo));
        Assert.Equal(found, _checker.Violations.Count);
    }

    [Theory]
    [InlineData("a.1", 1)]
    [InlineData("b.1", 0)]
    public void OlderThanWhatWasAcknowledgedBeforeAllWasQuiet_IsFound(string living, int found)
    {
        Write(Product, 2, at: 1);
        Acknowledge("a.1", Product, 2, 2, 3, position: null, isMutation: true); // its log was away: it is known elsewhere only if a.1 lived to tell

        _checker.BeQuiet(At(4), [living]);
        Read("b.1", Product, 1, 5, 6);

        Assert.Equal(found, _checker.Violations.Of(Rule.AcknowledgedBeforeQuiet));
        Assert.Equal(found, _checker.Violations.Count);
    }

    [Fact]
    public void Death_TakesWithItWhatOnlyThatInstanceHasToldAndGiven()
    {
        Write(Product, 2, at: 1);
        Acknowledge("a.1", Product, 2, 2, 3, position: null, isMutation: true);

        _checker.Ended("a.1");
        Read("a.1", Product, 1, 4, 5);

        Assert.Equal(0, _checker.Violations.Count);
    }

    [Fact]
    public void VersionThatFalls_IsFoundOnOneInstanceAndWhereReadsDoNotOverlap()
    {
        Write(Product, 2, at: 1);
        Read("a.1", Product, 2, 2, 3);
        Read("b.1", Product, 1, 4, 5);
        Read("a.1", Product, 1, 2.5, 6);
        Assert.Equal(0, _checker.Violations.Count);

        Read("a.1", Product, 1, 4, 7);

        AssertOnly(Rule.WentBack);
    }

    [Fact]
    public void VersionFromBeforeADeletionThatWasRead_IsFound()
    {
        Delete(Product, 2, at: 1);
        Write(Product, 3, at: 2);
        Read("a.1", Product, null, 3, 4);

        Read("a.1", Product, 1, 5, 6);

        AssertOnly(Rule.WentBack);
    }

    [Fact]
    public void AbsenceFromBeforeAVersionThatWasRead_IsFound()
    {
        Delete(Product, 2, at: 1);
        Write(Product, 3, at: 2);
        Read("a.1", Product, 3, 3, 4);

        Read("a.1", Product, null, 5, 6);

        AssertOnly(Rule.WentBackUnversioned);
    }

    [Fact]
    public void ListThatFalls_IsFound()
    {
        Write(List, 2, at: 1);
        Read("a.1", List, 2, 2, 3);

        Read("a.1", List, 1, 4, 5);

        AssertOnly(Rule.WentBackUnversioned);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(null)]
    public void ValueThatHasNeverBeen_IsFound(int? version)
    {
        Read("a.1", Product, version, 4, 5);

        AssertOnly(Rule.Invented);
    }

    [Fact]
    public void ValueFromAfterTheRead_IsFound()
    {
        Write(Product, 2, at: 6);

        Read("a.1", Product, 2, 4, 5);

        AssertOnly(Rule.Invented);
    }

    [Theory]
    [InlineData("inventory:1", 5.9, 0)]
    [InlineData("inventory:1", 6.1, 1)]
    [InlineData(Product, 600, 0)]
    public void ValueThatWasReplacedTooLongAgo_IsFound(string key, double start, int found)
    {
        Write(key, 2, at: 1);
        Write(key, 3, at: 4);

        Read("a.1", key, 1, start, start + 1);

        Assert.Equal(found, _checker.Violations.Of(Rule.Expired));
        Assert.Equal(found, _checker.Violations.Count);
    }

    [Theory]
    [InlineData(5.0, 5.5, 1)] // long over
    [InlineData(2.5, 4.0, 0)] // still on its way to the instance
    [InlineData(1.0, 3.0, 0)] // while the first fetch ran
    [InlineData(0.1, 0.5, 1)] // not yet
    public void KeyInTwoCallsAtATime_IsFoundUnlessSomethingTouchedItBetween(double first, double second, int found)
    {
        _checker.Touches.Begin(At(1), Product).EndAt(At(2));

        _checker.Overlapped(new UpstreamOverlap("a.1", Product, At(first), At(second)));

        Assert.Equal(found, _checker.Violations.Of(Rule.FetchedTwice));
    }

    [Fact]
    public void KeyInTwoCallsAtATime_AfterATouchOfAnother_IsFound_AndOfEverything_IsNot()
    {
        _checker.Touches.Begin(At(1), List).EndAt(At(2));
        _checker.Overlapped(new UpstreamOverlap("a.1", Product, At(1), At(2)));
        Assert.Equal(1, _checker.Violations.Count);

        _checker.Touches.Begin(At(1));
        _checker.Overlapped(new UpstreamOverlap("a.1", Product, At(1), At(2)));

        Assert.Equal(1, _checker.Violations.Count);
    }

    [Fact]
    public void Violation_TellsTheHistoryOfItsKey()
    {
        Write(Product, 2, at: 1);
        Acknowledge("a.1", Product, 2, 2, 3, "p1");
        Read("a.1", Product, 1, 4, 5);

        var text = Assert.Single(_checker.Violations.Kept).Text;

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

        Assert.Equal((1, 1, 0), (_checker.DemandsOf(Rule.AcknowledgedHere), _checker.DemandsOf(Rule.AcknowledgedByPosition), _checker.DemandsOf(Rule.OwnWrite)));
    }

    private static long At(double seconds) => CheckerOptions.Shift(0, TimeSpan.FromSeconds(seconds));

    private void Started(string instance, double at) => _checker.Started(instance, At(at));

    private void Write(string key, int number, double at) => _checker.Wrote(key, new Stamp(number, Exists: true, At(at)));

    private void Delete(string key, int number, double at) => _checker.Wrote(key, new Stamp(number, Exists: false, At(at)));

    private void Read(string instance, string key, int? version, double start, double end, string? position = null) =>
        _checker.Judge(new KeyRead(instance, key, version, At(start), At(end), position));

    private void Acknowledge(string instance, string key, int state, double start, double end, string? position, bool isMutation = false) =>
        _checker.Acknowledge(new Acknowledgement(instance, key, state, At(start), At(end), position, isMutation));

    private void AssertOnly(Rule rule) =>
        Assert.True(_checker.Violations.Count == 1 && _checker.Violations.Of(rule) == 1, $"{_checker.Violations}");
}
