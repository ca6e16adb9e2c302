using Graph.TestKit.Register;

namespace Graph.FunctionalTests.Consistency.Checking;

public sealed class VersionAndFetchTests : HandMadeHistory
{
    [Fact]
    public void VersionThatFalls_IsFoundOnOneInstanceAndWhereReadsDoNotOverlap()
    {
        Write(Product, 2, at: 1);
        Read("a.1", Product, 2, 2, 3);
        Read("b.1", Product, 1, 4, 5);
        Read("a.1", Product, 1, 2.5, 6);
        Assert.Equal(0, Checker.Violations.Count);

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

        Assert.Equal(found, Checker.Violations.Of(Rule.Expired));
        Assert.Equal(found, Checker.Violations.Count);
    }

    [Theory]
    [InlineData(5.0, 5.5, 1)] // long over
    [InlineData(2.5, 4.0, 0)] // still on its way to the instance
    [InlineData(1.0, 3.0, 0)] // while the first fetch ran
    [InlineData(0.1, 0.5, 1)] // not yet
    public void KeyInTwoCallsAtATime_IsFoundUnlessSomethingTouchedItBetween(double first, double second, int found)
    {
        Checker.Touches.Begin(At(1), Product).EndAt(At(2));

        Checker.Overlapped(new UpstreamOverlap("a.1", Product, At(first), At(second)));

        Assert.Equal(found, Checker.Violations.Of(Rule.FetchedTwice));
    }

    [Fact]
    public void KeyInTwoCallsAtATime_AfterATouchOfAnother_IsFound_AndOfEverything_IsNot()
    {
        Checker.Touches.Begin(At(1), List).EndAt(At(2));
        Checker.Overlapped(new UpstreamOverlap("a.1", Product, At(1), At(2)));
        Assert.Equal(1, Checker.Violations.Count);

        Checker.Touches.Begin(At(1));
        Checker.Overlapped(new UpstreamOverlap("a.1", Product, At(1), At(2)));

        Assert.Equal(1, Checker.Violations.Count);
    }
}
