using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Hosting.Health;

/// <summary>A clock that tells when somebody has begun to wait on it.</summary>
internal sealed class TimerWatch : FakeTimeProvider
{
    private readonly TaskCompletionSource _waited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task NextTimer => _waited.Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _waited.TrySetResult();
        return timer;
    }
}
