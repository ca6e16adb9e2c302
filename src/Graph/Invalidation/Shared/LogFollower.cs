using Graph.Cluster;
using Microsoft.Extensions.Options;

namespace Graph.Invalidation.Shared;

/// <summary>Reads the shared log: when told of something new, else at intervals. Notices when it can't, and when it can again.</summary>
internal sealed class LogFollower(
    ILogStream stream, LogState state, Pulse pulse, IOptions<RedisOptions> options, TimeProvider time, ILogger<LogFollower> logger)
{
    private const int PageSize = 1_000;
    private static readonly TimeSpan RetryEvery = TimeSpan.FromMilliseconds(100);

    private readonly Awakening _awakening = new(time);
    private readonly Lock _lock = new();
    private TaskCompletionSource<LogPage> _nextLook = NewLook();
    private int _pageSize = PageSize;
    private bool _follows;

    /// <summary>Whether everything that was in the log at the start is applied (R6).</summary>
    public bool HasCaughtUp { get; private set; }

    /// <summary>Why the log could not be read at the last look; null when it could.</summary>
    public string? AwayBecause { get; private set; }

    public void Wake() => _awakening.Tell();

    /// <summary>The end of the next look that begins from now on: at once, or while the log is away when it is tried again anyway.</summary>
    public Task<LogPage> LookAsync(CancellationToken cancellation)
    {
        Task<LogPage> look;
        lock (_lock)
        {
            look = _nextLook.Task;
        }

        if (!pulse.IsLogAway)
        {
            Wake();
        }

        return look.WaitAsync(cancellation);
    }

    /// <param name="flush">Appends what waits, as much as is good at once; false when the log did not take it.</param>
    /// <param name="stopping">The end of the process.</param>
    public async Task FollowAsync(Func<CancellationToken, Task<bool>> flush, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var isWell = await LookOnceAsync(flush, stopping);
            await _awakening.WaitAsync(isWell ? options.Value.PollEvery : RetryEvery, stopping);
        }
    }

    /// <summary>Reads to the log's end, and appends what waits.</summary>
    public async Task<bool> LookOnceAsync(Func<CancellationToken, Task<bool>> flush, CancellationToken stopping)
    {
        try
        {
            if (!_follows)
            {
                await stream.FollowAsync(Wake, stopping);
                _follows = true;
            }

            while (await ReadPageAsync(stopping))
            {
            }

            Returned();
            return await flush(stopping);
        }
        catch (LogUnavailableException away)
        {
            Lost(away);
            return false;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> ReadPageAsync(CancellationToken stopping)
    {
        TaskCompletionSource<LogPage> look;
        lock (_lock)
        {
            (look, _nextLook) = (_nextLook, NewLook());
        }

        var size = _pageSize;
        try
        {
            var page = await stream.ReadAsync(state.Consumed, state.Known, size, stopping);
            state.Take(page);
            look.TrySetResult(page);
            _pageSize = Math.Min(2 * size, PageSize);
            return page.Items.Count == size;
        }
        catch (LogUnavailableException away)
        {
            Lost(away);
            _pageSize = Math.Max(1, size / 2); // it may have been too much for the time
            throw;
        }
        finally
        {
            look.TrySetCanceled(CancellationToken.None);
        }
    }

    private void Lost(LogUnavailableException away)
    {
        if (AwayBecause is null)
        {
            Log.LogAway(logger, away.Message);
        }

        AwayBecause = away.Message;
        pulse.IsLogAway = true;
    }

    private void Returned()
    {
        if (!HasCaughtUp)
        {
            HasCaughtUp = true;
            state.CaughtUp();
            Log.LogCaughtUp(logger, state.Consumed, state.History.Count);
        }
        else if (AwayBecause is not null)
        {
            Log.LogBack(logger, state.Consumed);
        }

        AwayBecause = null;
        pulse.IsLogAway = false;
    }

    private static TaskCompletionSource<LogPage> NewLook() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
