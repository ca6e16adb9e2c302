using Graph.Hosting;
using Microsoft.Extensions.Options;

namespace Graph.Execution.WarmUp;

/// <summary>The critical operations that readiness still waits for.</summary>
internal sealed class WarmUpProgress(IOptions<WarmUpOptions> options) : IReadinessCondition
{
    private int _left = options.Value.Ready.Count(operation => operation.IsCritical);

    public string Name => "warm-up";

    public string? NotReadyBecause => Volatile.Read(ref _left) is > 0 and var left ? $"critical warm-up operations still to run: {left}" : null;

    public void OneHasRun() => Interlocked.Decrement(ref _left);

    /// <summary>Readiness waits for none any more.</summary>
    public void End() => Volatile.Write(ref _left, 0);
}
