using Graph.HttpCaching.Purging;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.HttpCaching.Purging;

public sealed class PurgeNamesTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly PurgeOptions _options = new() { Again = TimeSpan.FromSeconds(8), BatchSize = 3, MaxNames = 6 };
    private readonly PurgeNames _names;

    public PurgeNamesTests() => _names = new PurgeNames(_options, _time);

    public void Dispose() => _names.Dispose();

    [Fact]
    public void Take_SomeNamesTwice_GivesEachOnceInTheirOrder()
    {
        _names.Add(["b", "a"]);
        _names.Add(["a", "c", "d"]);

        Assert.Equal(["b", "a", "c"], _names.Take());
        Assert.Equal(["d"], _names.Take());
        Assert.Empty(_names.Take());
    }

    [Fact]
    public void Take_ANameThatIsOnItsWay_GivesItAgainWhenItChangesAgain()
    {
        _names.Add(["a"]);
        Assert.Equal(["a"], _names.Take());

        _names.Add(["a"]);

        Assert.Equal(["a"], _names.Take());
    }

    [Fact]
    public void Take_AfterAgain_GivesTheNameOnceMoreAndNeverAfterThat()
    {
        _names.Add(["a"]);
        _names.Take();

        _time.Advance(TimeSpan.FromSeconds(8) - TimeSpan.FromTicks(1));
        Assert.Empty(_names.Take());
        _time.Advance(TimeSpan.FromSeconds(1.1));
        Assert.Equal(["a"], _names.Take());
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Empty(_names.Take());
    }

    // What comes within an eighth of it is told again together, each no earlier than Again after it came.
    [Fact]
    public void Take_AfterAgain_IsNeverTooEarlyForTheLastOfThoseToldTogether()
    {
        _names.Add(["a"]);
        _time.Advance(TimeSpan.FromSeconds(0.9));
        _names.Add(["b"]);
        _names.Take();

        _time.Advance(TimeSpan.FromSeconds(7.9));
        Assert.Empty(_names.Take());
        _time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal(["a", "b"], _names.Take());
    }

    [Fact]
    public async Task Wait_ForTheSecondTime_EndsWhenItHasCome()
    {
        _names.Add(["a"]);
        _names.Take();
        await _names.WaitAsync(TestContext.Current.CancellationToken);
        var second = _names.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(second.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(10));

        await second;
        Assert.Equal(["a"], _names.Take());
    }

    [Fact]
    public void Add_MoreThanTheLimit_MakesItEverything()
    {
        _names.Add(["1", "2", "3", "4", "5", "6"]);
        Assert.Equal(6, _names.Count);

        _names.Add(["7"]);

        Assert.Equal(1, _names.Count);
        Assert.Equal(["graph"], _names.Take());
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(["graph"], _names.Take());
        Assert.Empty(_names.Take());
    }

    // Those that were told already count for the second time as long as it is to come.
    [Fact]
    public void Add_MoreThanTheLimitForTheSecondTime_MakesThatEverything()
    {
        for (var i = 0; i < 7; i++)
        {
            _names.Add([$"{i}"]);
            Assert.Equal([$"{i}"], _names.Take());
        }

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(["graph"], _names.Take());
    }

    [Fact]
    public void Add_ANameThatNoHeaderTakes_MakesItEverything()
    {
        _names.Add(["a", new string('x', PurgeNames.MaxLetters + 1)]);

        Assert.Equal(["graph"], _names.Take());
    }

    [Fact]
    public void Take_LongNames_KeepsTheHeaderWithinItsLength()
    {
        _names.Add(Enumerable.Range(0, 3).Select(i => new string((char)('a' + i), 1_500)).ToArray());

        Assert.Equal(2, _names.Take().Count);
        Assert.Single(_names.Take());
    }

    [Fact]
    public void Take_ANameOfTheWholeLength_GivesIt()
    {
        _names.Add([new string('x', PurgeNames.MaxLetters)]);

        Assert.Single(_names.Take());
    }

    [Fact]
    public void PutBack_GivesTheNamesAgain()
    {
        _names.Add(["a", "b"]);

        _names.PutBack(_names.Take());

        Assert.Equal(["a", "b"], _names.Take());
    }
}
