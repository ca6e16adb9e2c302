using Graph.Hosting;
using Graph.TestKit;

namespace Graph.Tests.Execution.WarmUp;

/// <summary>A condition that the test holds in its hands.</summary>
internal sealed class SwitchedCondition : IReadinessCondition
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _reason;

    /// <summary>Completes when somebody has asked.</summary>
    public Task Asked => _asked.Task.WaitAsync(Patience.Limit);

    public string Name => "switched";

    public string? NotReadyBecause
    {
        get
        {
            _asked.TrySetResult();
            return _reason;
        }

        set => _reason = value;
    }
}
