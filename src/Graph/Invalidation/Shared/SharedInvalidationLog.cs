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
    // How many of those that wait are appended before the log is read again: what others have appended must not wait long for them.
    private const int FlushSize = 100;

    // The reader is told at once, so this is long; only the fill of the written value depends on it.
    private static readonly TimeSpan FenceWait = TimeSpan.FromMilliseconds(250);

    private volatile string? _refusedBecause;

    public Position Tail => index.Known;

    public Position Consumed => state.Consumed;

    public bool HasRoom => (_refusedBecause is null && !pulse.IsLogAway) || outbox.HasRoom;

    /// <summary>Why the last append was refused; null when it was not.</summary>
    public string? RefusedBecause => _refusedBecause;

    public async ValueTask<Position> AppendAsync(InvalidationRecord record, CancellationToken cancellation)
    {
        try
        {
            return (await AppendAsync(new OwnAppend(record, watch: null), cancellation)).Position;
        }
        catch (LogUnavailableException)
        {
            LookSoon(outbox.Count == 0);
            throw;
        }
    }

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
            var isFirst = outbox.Add(new OwnAppend(record.Late(), watch: null, isApplied: true));
            Log.LogQueued(logger, outbox.Count, options.Value.MaxOutbox);
            LookSoon(isFirst);
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

    /// <summary>Appends some of what waits, oldest first, and calls for the next look where there is more.</summary>
    /// <returns>False when the stream has refused; the rest waits on.</returns>
    public async Task<bool> FlushAsync(CancellationToken cancellation)
    {
        try
        {
            for (var i = 0; i < FlushSize && outbox.First() is { } waiting; i++)
            {
                await AppendAsync(waiting, cancellation);
                outbox.RemoveFirst();
            }
        }
        catch (LogUnavailableException)
        {
            return false;
        }

        if (outbox.Count > 0)
        {
            follower.Wake();
        }

        return true;
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
                either.Token.ThrowIfCancellationRequested();
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

    // Whether the log can still be read is found out at once, so that nobody else waits for it in vain; when it is known to be away, or
    // something waits for it already, it is tried at intervals anyway.
    private void LookSoon(bool nothingWaited)
    {
        if (nothingWaited && !pulse.IsLogAway)
        {
            follower.Wake();
        }
    }

    private async ValueTask<Mark> AppendAsync(OwnAppend append, CancellationToken cancellation)
    {
        if (pulse.IsLogAway)
        {
            throw new LogUnavailableException(follower.AwayBecause ?? "The invalidation log has not been read yet.");
        }

        // It fails to have a place only when the log begins anew while the record is on its way.
        for (var tried = 0; tried < 2; tried++)
        {
            if (await TryAppendAsync(append, cancellation) is { } at)
            {
                return at;
            }
        }

        throw new LogUnavailableException("The invalidation log keeps beginning anew.");
    }

    private async ValueTask<Mark?> TryAppendAsync(OwnAppend append, CancellationToken cancellation)
    {
        var number = state.Begin(append);
        try
        {
            var position = await stream.AppendAsync(RecordFormat.Write(append.Record, state.Origin, number), index.Known, cancellation);
            InvalidationMetrics.Records.Add(1);
            Took();
            return state.Placed(append, number, position);
        }
        catch (LogUnavailableException refused)
        {
            state.Forget(number); // should it have been appended all the same, it is read like anybody's
            Refused(refused);
            throw;
        }
        catch (OperationCanceledException)
        {
            state.Forget(number);
            throw;
        }
    }

    private void Took()
    {
        if (_refusedBecause is not null)
        {
            _refusedBecause = null;
            Log.LogTakes(logger);
        }
    }

    private void Refused(LogUnavailableException refused)
    {
        if (_refusedBecause is null)
        {
            Log.LogRefuses(logger, refused.Message);
        }

        _refusedBecause = refused.Message;
    }

    private async ValueTask<bool> IsHeldAsync(FenceWatch watch, Position position, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(FenceWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            follower.Wake(); // the announcement may get lost
            await state.History.PassedAsync(position, either.Token);
            return watch.IsHeld;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
