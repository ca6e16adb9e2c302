using Graph.Invalidation;
using Graph.TestKit;

namespace Graph.Tests.Invalidation.Shared;

/// <summary>Fault 11: messages of the log are lost, repeated, come in another order or too late, and the stream is trimmed past its reader.
/// What an instance has fetched before is ended by the record itself where it is still to be had, and with everything else where it is not.
/// <see cref="Schedules.LogScheduleTests"/> does the same at random.</summary>
public sealed class Fault11LogFaultsTests
{
    private const int Records = 10;

    private readonly LogWorld _world = new();

    [Theory]
    [InlineData("announcements lost")]
    [InlineData("announcements repeated")]
    [InlineData("records repeated")]
    [InlineData("answers lost")]
    [InlineData("answers late")]
    [InlineData("reader cut off meanwhile")]
    public async Task Log_RecordsAreStillToBeHad_EachEndsWhatItTouchesAndNothingElse(string fault)
    {
        await using var following = await Following.StartAsync(_world.B, _world.Time);
        var start = _world.B.Now;

        await AppendAsync(fault, following);
        _world.B.Follower.Wake();
        await Patience.UntilAsync(() => Task.FromResult(_world.B.Log.Consumed == _world.Server.End), () => "it does not read to the end");

        Assert.All(Enumerable.Range(0, Records), i => Assert.True(_world.B.IsDead($"k{i}", start), $"k{i}"));
        Assert.False(_world.B.IsDead("untouched", start));
        Assert.All(Enumerable.Range(0, Records), i => Assert.False(_world.B.IsDead($"k{i}", _world.B.Now)));
    }

    [Theory]
    [InlineData("trimmed past the reader")]
    [InlineData("trimmed to the end")]
    [InlineData("one is unreadable")]
    [InlineData("the last are lost")]
    [InlineData("all are lost")]
    [InlineData("all are lost, and there are more again")]
    public void Log_RecordsAreGone_EverythingOfBeforeIsEnded(string fault)
    {
        var (a, b) = (_world.A, _world.B);
        var start = b.Now;
        for (var i = 0; i < Records; i++)
        {
            a.Append(Instance.Kill($"k{i}"));
        }

        Break(fault);
        b.Look();

        Assert.All(Enumerable.Range(0, Records), i => Assert.True(b.IsDead($"k{i}", start), $"k{i}"));
        Assert.True(b.IsDead("untouched", start));
        Assert.False(b.IsDead("untouched", b.Now));
    }

    // A late answer of one instance, and what others have appended meanwhile.
    [Fact]
    public async Task Log_AnswersComeInAnotherOrder_LastRecordOfAKeyStillCounts()
    {
        var (a, b) = (_world.A, _world.B);
        a.Stream.HoldsAppends = true;
        var first = a.AppendAsync(Instance.Kill("k"));
        var between = a.Now;
        b.Append(Instance.Kill("k"));
        a.Look();
        var after = a.Now;

        a.Stream.AnswerAppend();
        await first;

        Assert.True(a.IsDead("k", between));
        Assert.False(a.IsDead("k", after));
    }

    private void Break(string fault)
    {
        var server = _world.Server;
        switch (fault)
        {
            case "trimmed past the reader":
                server.Trim(Records - 2);
                break;
            case "trimmed to the end":
                server.Trim(Records);
                break;
            case "one is unreadable":
                server.Append("[]"u8.ToArray(), server.End);
                break;
            case "the last are lost":
                server.Restart(lost: 5);
                break;
            case "all are lost":
                server.LoseAll();
                break;
            default:
                server.LoseAll();
                _world.Fill(Records + 5);
                break;
        }
    }

    private async Task AppendAsync(string fault, Following following)
    {
        var (a, b) = (_world.A, _world.B);
        _world.Server.Announces = fault != "announcements lost";
        (a.Stream.LosesAnswers, a.Stream.HoldsAppends, b.Stream.IsCut) =
            (fault == "answers lost", fault == "answers late", fault == "reader cut off meanwhile");
        if (b.Stream.IsCut)
        {
            await following.AfterAsync(b.Follower.Wake);
        }

        List<Task> appends = [.. Enumerable.Range(0, Records).Select(i => Instance.Kill($"k{i}")).Select(kill => Append(fault, kill))];
        if (fault == "announcements repeated")
        {
            _world.Server.Announce();
            _world.Server.Announce();
        }

        while (a.Stream.AnswerAppend())
        {
        }

        b.Stream.IsCut = false;
        await Task.WhenAll(appends);
    }

    private async Task Append(string fault, InvalidationRecord record)
    {
        try
        {
            await _world.A.AppendAsync(record);
            if (fault == "records repeated")
            {
                await _world.A.AppendAsync(record);
            }
        }
        catch (LogUnavailableException) when (fault == "answers lost")
        {
            // Its sender would try again; the record is there all the same.
        }
    }
}
