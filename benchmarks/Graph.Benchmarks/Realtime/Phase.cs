using System.Diagnostics;

namespace Graph.Benchmarks.Realtime;

/// <summary>Some changes in a row: when each was asked for, and when each subscriber knew of it. A state that stands for several changes tells
/// all of them.</summary>
internal sealed class Phase
{
    private readonly int _version;
    private readonly int _subscribers;
    private readonly long[] _asked;
    private readonly int[] _reached;
    private readonly TaskCompletionSource[] _told;
    private readonly long[] _delays;
    private int _delayCount;

    public Phase(int version, int changes, int subscribers)
    {
        _version = version;
        _subscribers = subscribers;
        _asked = new long[changes];
        _reached = new int[changes];
        _delays = new long[(long)changes * subscribers];
        _told = [.. Enumerable.Range(0, changes).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];
    }

    /// <summary>Notes that a change is asked for now, or was meant to be at a time.</summary>
    public void Asked(int change, long at) => Volatile.Write(ref _asked[change], at);

    /// <summary>Completes when all subscribers know of a change.</summary>
    public Task ToldAll(int change) => _told[change].Task;

    public void Fail(Exception why) => Array.ForEach(_told, change => change.TrySetException(why));

    /// <summary>A subscriber has got from one version to another.</summary>
    public void Told(int before, int version, long now)
    {
        for (var i = Math.Max(before - _version, 0); i < version - _version && i < _asked.Length; i++)
        {
            _delays[Interlocked.Increment(ref _delayCount) - 1] = now - Volatile.Read(ref _asked[i]);
            if (Interlocked.Increment(ref _reached[i]) == _subscribers)
            {
                _told[i].TrySetResult();
            }
        }
    }

    /// <summary>The delays in order, in milliseconds.</summary>
    public double[] Delays() =>
        [.. _delays.Take(_delayCount).Order().Select(delay => Stopwatch.GetElapsedTime(0, delay).TotalMilliseconds)];
}
