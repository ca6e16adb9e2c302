using System.Collections.Concurrent;

namespace Graph.Cluster;

/// <summary>The marks of an instance that is alone.</summary>
internal sealed class OwnWatermarks : IWatermarks
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _marks = new(StringComparer.Ordinal);

    public ValueTask<DateTimeOffset?> GetAsync(string name, CancellationToken cancellation) =>
        ValueTask.FromResult<DateTimeOffset?>(_marks.TryGetValue(name, out var mark) ? mark : null);

    public ValueTask SetAsync(string name, DateTimeOffset mark, CancellationToken cancellation)
    {
        _marks[name] = mark;
        return ValueTask.CompletedTask;
    }
}
