using System.Runtime.CompilerServices;
using Graph.Invalidation;
using Graph.TestKit;

namespace Graph.Tests.Invalidation;

/// <summary>Who follows the log gets every record, or is told that some are not to be had.</summary>
public sealed class LogHistoryTests
{
    private const int Capacity = 3;

    private readonly LogHistory _history = new(Capacity);

    public LogHistoryTests() => _history.Begin(At(0));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, "1 2 3")]
    [InlineData(1, "2 3")]
    [InlineData(2, "3")]
    [InlineData(3, "")]
    public async Task ReadAsync_FromAnyPosition_GivesWhatFollows(long after, string expected)
    {
        Add(1, 2, 3);

        Assert.Equal(expected, await TakeAsync(At(after)));
    }

    [Theory]
    [InlineData(0, "gap5")] // 1 and 2 are overwritten
    [InlineData(1, "gap5")]
    [InlineData(2, "3 4 5")]
    [InlineData(4, "5")]
    public async Task ReadAsync_RingHasOverflown_TellsWhatIsNotToBeHad(long after, string expected)
    {
        Add(1, 2, 3, 4, 5);

        Assert.Equal(expected, await TakeAsync(At(after)));
        Assert.Equal(Capacity, _history.Count);
    }

    [Theory]
    [InlineData(0, 9, "gap2")] // of before the start
    [InlineData(2, 1, "gap2")] // of a later epoch than this instance is in
    public async Task ReadAsync_FromAnotherEpoch_TellsThatAnythingMayHaveChanged(long epoch, long id, string expected)
    {
        Add(1, 2);

        Assert.Equal(expected, await TakeAsync(new Position(epoch, id)));
    }

    // An own append runs ahead of the reader, and its position is a good one to follow from.
    [Fact]
    public async Task ReadAsync_FromAPositionThatIsNotAppliedYet_WaitsForWhatFollowsIt()
    {
        Add(1);
        await using var reader = Read(At(3));
        var next = reader.MoveNextAsync();

        Add(2, 3);
        Assert.False(next.IsCompleted);
        Add(4);

        Assert.True(await next);
        Assert.Equal("4", Text(reader.Current));
    }

    [Fact]
    public async Task ReadAsync_Gap_IsToldInItsPlace()
    {
        Add(1);
        _history.Add(new LogEntry(At(5), Record: null, default));
        Add(6);

        Assert.Equal("1 gap5 6", await TakeAsync(At(0)));
        Assert.Equal("gap5 6", await TakeAsync(At(3))); // within the gap
    }

    [Fact]
    public async Task ReadAsync_EpochEnds_FollowerAheadIsToldToo()
    {
        Add(1, 2);
        _history.Add(new LogEntry(new Position(2, 0), Record: null, default));
        _history.Add(new LogEntry(new Position(2, 1), Record, default));

        Assert.Equal("gap0 1", await TakeAsync(At(2)));
        Assert.Equal("gap0 1", await TakeAsync(At(7))); // in the part that is lost
    }

    [Fact]
    public async Task ReadAsync_SlowReaderIsOverrun_IsToldOfAGap()
    {
        Add(1);
        await using var reader = Read(At(0));
        Assert.True(await reader.MoveNextAsync());

        Add(2, 3, 4, 5, 6);

        Assert.True(await reader.MoveNextAsync());
        Assert.Equal("gap6", Text(reader.Current));
    }

    [Fact]
    public async Task ReadAsync_ManyReaders_EachGetsAllInOrder()
    {
        var readers = Enumerable.Range(0, 10).Select(_ => TakeAsync(At(0), count: 3)).ToArray();

        Add(1);
        Add(2);
        Add(3);

        Assert.All(await Task.WhenAll(readers), read => Assert.Equal("1 2 3", read));
    }

    [Fact]
    public async Task ReadAsync_Cancelled_Ends()
    {
        using var cancellation = new CancellationTokenSource();
        await using var reader = _history.ReadAsync(At(0), cancellation.Token).GetAsyncEnumerator(Cancellation);
        var next = reader.MoveNextAsync();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }

    [Fact]
    public async Task PassedAsync_PositionComes_Returns()
    {
        var passed = _history.PassedAsync(At(2), Cancellation).AsTask();

        Add(1);
        Assert.False(passed.IsCompleted);
        Add(2);

        await passed;
        Assert.True(_history.PassedAsync(At(1), Cancellation).AsTask().IsCompletedSuccessfully);
    }

    // Requests that give up wait on a log that may stay silent for long.
    [Fact]
    public async Task PassedAsync_Cancelled_LeavesNothingBehind()
    {
        var waiters = new List<WeakReference<Task>>();
        for (var i = 0; i < 100; i++)
        {
            waiters.Add(await GiveUpAsync());
        }

        GC.Collect();

        Assert.InRange(waiters.Count(waiter => waiter.TryGetTarget(out _)), 0, 5); // the last ones may still be on a stack
        Add(1);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<WeakReference<Task>> GiveUpAsync()
    {
        using var cancellation = new CancellationTokenSource();
        var passed = _history.PassedAsync(At(1), cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => passed);
        return new WeakReference<Task>(passed);
    }

    private void Add(params long[] ids)
    {
        foreach (var id in ids)
        {
            _history.Add(new LogEntry(At(id), Record, default));
        }
    }

    private IAsyncEnumerator<LogEntry> Read(Position after) => _history.ReadAsync(after, Cancellation).GetAsyncEnumerator(Cancellation);

    // What there is, or as many as are asked for.
    private async Task<string> TakeAsync(Position after, int? count = null)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await using var reader = _history.ReadAsync(after, enough.Token).GetAsyncEnumerator(Cancellation);
        var read = new List<string>();
        while (read.Count != count)
        {
            var next = reader.MoveNextAsync();
            if (count is null && !next.IsCompleted)
            {
                await enough.CancelAsync();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
                break;
            }

            await next.AsTask().WaitAsync(Patience.Limit, TimeProvider.System, Cancellation);
            read.Add(Text(reader.Current));
        }

        return string.Join(' ', read);
    }

    private static string Text(LogEntry entry) => $"{(entry.IsGap ? "gap" : "")}{entry.Position.Id}";

    private static Position At(long id) => new(1, id);

    private static InvalidationRecord Record { get; } = new([], ["t"], []);
}
