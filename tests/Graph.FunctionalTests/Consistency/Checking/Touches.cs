using System.Collections.Concurrent;

namespace Graph.FunctionalTests.Consistency.Checking;

/// <summary>What has touched which keys, and when: after a touch a key's running fetch is not joined any more, and a second one begins.</summary>
internal sealed class Touches(TimeSpan aftermath)
{
    private const string Everything = "*";
    private const int Kept = 200;

    private readonly ConcurrentDictionary<string, ConcurrentQueue<Touch>> _byKey = new(StringComparer.Ordinal);

    /// <summary>Begins a touch of some keys; without any, of all.</summary>
    public Touch Begin(long at, params IEnumerable<string> keys)
    {
        var touch = new Touch(at);
        foreach (var key in keys.DefaultIfEmpty(Everything))
        {
            var ofKey = _byKey.GetOrAdd(key, _ => []);
            ofKey.Enqueue(touch);
            if (ofKey.Count > Kept && ofKey.TryPeek(out var oldest) && oldest.End < at)
            {
                ofKey.TryDequeue(out _);
            }
        }

        return touch;
    }

    /// <summary>Whether a key was or may have been touched on its way from one time to another.</summary>
    public bool Any(string key, long from, long to) => Of(key).Concat(Of(Everything)).Any(touch =>
        touch.Start <= to && (touch.End == long.MaxValue || CheckerOptions.Shift(touch.End, aftermath) >= from));

    private ConcurrentQueue<Touch> Of(string key) => _byKey.GetValueOrDefault(key) ?? [];
}
