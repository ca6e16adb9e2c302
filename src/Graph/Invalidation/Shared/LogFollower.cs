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
    private bool _follows;

    /// <summary>Whether everything that was in the log at the start is applied (R6).</summary>
    public bool HasCaughtUp { get; private set; }

    public void Wake() => _awakening.Tell();

    /// <summary>The end of the next look that begins from now on.</summary>
    public Task<LogPage> LookAsync(CancellationToken cancellation)
    {
        Task<LogPage> look;
        lock (_lock)
        {
            look = _nextLook.Task;
        }

        Wake();
        return look.WaitAsync(cancellation);
    }

    /// <summary>The log does not answer: nobody else need wait for it until it does.</summary>
    public void Lost(LogUnavailableException away)
    {
        if (!pulse.IsLogAway)
        {
            pulse.IsLogAway = true;
            Log.LogAway(logger, away.Message);
        }

        Wake();
    }

    /// <param name="flush">Appends what waits; called when all has been read.</param>
    /// <param name="stopping">The end of the process.</param>
    public async Task FollowAsync(Func<CancellationToken, Task> flush, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var isThere = await TryAsync(flush, stopping);
            await _awakening.WaitAsync(isThere ? options.Value.PollEvery : RetryEvery, stopping);
        }
    }

    private async Task<bool> TryAsync(Func<CancellationToken, Task> flush, CancellationToken stopping)
    {
        try
        {
            if (!_follows)
            {
                await stream.FollowAsync(Wake, stopping);
                _follows = true;
            }

            await ReadToTailAsync(stopping);
            Returned();
            await flush(stopping);
            return true;
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

    private async Task ReadToTailAsync(CancellationToken stopping)
    {
        LogPage page;
        do
        {
            TaskCompletionSource<LogPage> look;
            lock (_lock)
            {
                (look, _nextLook) = (_nextLook, NewLook());
            }

            try
            {
                page = await stream.ReadAsync(state.Consumed, PageSize, stopping);
            }
            catch
            {
                look.TrySetCanceled(CancellationToken.None);
                throw;
            }

            state.Take(page);
            look.TrySetResult(page);
        }
        while (page.Items.Count == PageSize);
    }

    private void Returned()
    {
        if (!HasCaughtUp)
        {
            HasCaughtUp = true;
            Log.LogCaughtUp(logger, state.Consumed, state.History.Count);
        }
        else if (pulse.IsLogAway)
        {
            Log.LogBack(logger, state.Consumed);
        }

        pulse.IsLogAway = false;
    }

    private static TaskCompletionSource<LogPage> NewLook() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
