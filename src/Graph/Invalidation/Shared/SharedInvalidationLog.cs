using Graph.Cluster;
using Microsoft.Extensions.Options;

namespace Graph.Invalidation.Shared;

/// <summary>The log of several instances: appends to the stream they share, and applies what it has appended before its reader gets there (R3).</summary>
internal sealed class SharedInvalidationLog(
    ILogStream stream,
    LogState state,
    LogFollower follower,
    Outbox outbox,
    InvalidationIndex index,
    Pulse pulse,
    IOptions<RedisOptions> options,
    TimeProvider time,
    ILogger<SharedInvalidationLog> logger) : IInvalidationLog
{
    // The reader is told at once, so this is long; only the fill of the written value depends on it.
    private static readonly TimeSpan FenceWait = TimeSpan.FromMilliseconds(250);

    public Position Tail => index.Known;

    public Position Consumed => state.Consumed;

    public bool HasRoom => !pulse.IsLogAway || outbox.HasRoom;

    public async ValueTask<Position> AppendAsync(InvalidationRecord record, CancellationToken cancellation) =>
        (await AppendAsync(new OwnAppend(record, watch: null), cancellation)).Position;

    public async ValueTask<Appended> AppendAsync(InvalidationRecord record, Fence? fence, CancellationToken cancellation)
    {
        var watch = fence is { } written ? index.Watch(written) : null;
        try
        {
            var at = await AppendAsync(new OwnAppend(record, watch), CancellationToken.None);
            return new Appended(at, watch is not null && await IsHeldAsync(watch, at.Position, cancellation));
        }
        catch (LogUnavailableException)
        {
            var at = index.Apply(record, Position.Endless, watch);
            outbox.Add(new OwnAppend(record, watch: null, isApplied: true));
            Log.LogQueued(logger, outbox.Count, options.Value.MaxOutbox);
            return new Appended(at, IsHeld: false);
        }
        finally
        {
            if (watch is not null)
            {
                index.Unwatch(watch);
            }
        }
    }

    /// <summary>Appends what waits, oldest first, until the stream refuses.</summary>
    /// <exception cref="LogUnavailableException">It has refused; the rest waits on.</exception>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        while (outbox.First() is { } waiting)
        {
            await AppendAsync(waiting, cancellation);
            outbox.RemoveFirst();
        }
    }

    public async ValueTask<PositionWait> WaitForAsync(Position position, TimeSpan atMost, CancellationToken cancellation)
    {
        if (position.Epoch != Consumed.Epoch)
        {
            return PositionWait.OtherEpoch;
        }

        if (position <= Consumed)
        {
            return PositionWait.Reached;
        }

        using var deadline = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            var passed = state.History.PassedAsync(position, either.Token).AsTask();
            while (!passed.IsCompleted)
            {
                // Announcements get lost, and a position that nobody has given out never comes: ask the log itself.
                var looked = follower.LookAsync(either.Token);
                await Task.WhenAny(passed, looked);
                if (looked.IsCompletedSuccessfully && await looked is { } page && page.Epoch == position.Epoch)
                {
                    if (page.Tail < position.Id)
                    {
                        await either.CancelAsync();
                        return PositionWait.BeyondTail;
                    }

                    await passed; // it is being read
                }
            }

            await passed;
            return Consumed.Epoch == position.Epoch ? PositionWait.Reached : PositionWait.OtherEpoch;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return PositionWait.TimedOut;
        }
    }

    public IAsyncEnumerable<LogEntry> ReadAsync(Position after, CancellationToken cancellation) => state.History.ReadAsync(after, cancellation);

    private async ValueTask<Mark> AppendAsync(OwnAppend append, CancellationToken cancellation)
    {
        if (pulse.IsLogAway)
        {
            throw new LogUnavailableException("The invalidation log is away.");
        }

        var number = state.Begin(append);
        try
        {
            var position = await stream.AppendAsync(RecordFormat.Write(append.Record, state.Origin, number), index.Known, cancellation);
            InvalidationMetrics.Records.Add(1);
            return state.Placed(append, position)
                ?? throw new LogUnavailableException("The invalidation log has begun a new epoch while the record was on its way.");
        }
        catch (LogUnavailableException away)
        {
            state.Forget(number); // should it have been appended all the same, it is read like anybody's
            follower.Lost(away);
            throw;
        }
    }

    private async ValueTask<bool> IsHeldAsync(FenceWatch watch, Position position, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(FenceWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            await state.History.PassedAsync(position, either.Token);
            return watch.IsHeld;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
