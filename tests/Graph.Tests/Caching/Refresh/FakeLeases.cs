using Graph.Cluster;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Caching.Refresh;

/// <summary>The leases of a cluster whose instances run in one test; each instance has its own view of them.</summary>
internal sealed class FakeLeases(FakeTimeProvider time)
{
    private readonly Dictionary<string, (string Holder, DateTimeOffset Until)> _held = new(StringComparer.Ordinal);

    /// <summary>Every attempt: who, what, for how long, and whether it got it.</summary>
    public List<(string Instance, string Name, TimeSpan Duration, bool Taken)> Attempts { get; } = [];

    public ILeases Of(string instance) => new View(this, instance);

    public bool TryTake(string instance, string name, TimeSpan duration)
    {
        var now = time.GetUtcNow();
        var taken = !_held.TryGetValue(name, out var held) || held.Holder == instance || held.Until <= now;
        if (taken)
        {
            _held[name] = (instance, now + duration);
        }

        Attempts.Add((instance, name, duration, taken));
        return taken;
    }

    private sealed class View(FakeLeases leases, string instance) : ILeases
    {
        public ValueTask<bool> TryTakeAsync(string name, TimeSpan duration, CancellationToken cancellation) =>
            ValueTask.FromResult(leases.TryTake(instance, name, duration));
    }
}
