using Graph.TestKit;

namespace Graph.Tests.Invalidation.Shared;

/// <summary>An instance that follows its log by itself, as the service does, with time in the test's hands.</summary>
internal sealed class Following : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly PausedTime _time;
    private readonly Task _loop;

    private Following(Instance instance, PausedTime time)
    {
        _time = time;
        _loop = Task.Run(() => instance.Follower.FollowAsync(instance.Log.FlushAsync, _stopping.Token));
    }

    /// <summary>Begins to follow, and waits for the first pause.</summary>
    public static async Task<Following> StartAsync(Instance instance, PausedTime time)
    {
        var before = time.Pauses;
        var following = new Following(instance, time);
        await following.PausesAsync(before);
        return following;
    }

    /// <summary>Does something that ends its pause, and waits for the next one.</summary>
    public async Task AfterAsync(Action something)
    {
        var before = _time.Pauses;
        something();
        await PausesAsync(before);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _loop;
        _stopping.Dispose();
    }

    private Task PausesAsync(int before) => Patience.UntilAsync(() => Task.FromResult(_time.Pauses > before), () => "it does not pause");
}
