using System.Collections.Concurrent;
using Graph.TestKit.Register;

namespace Graph.FunctionalTests.Consistency.Checking;

/// <summary>Holds what clients are told against what was true, acknowledged and read before. All times are <see cref="TimeProvider.GetTimestamp"/>'s.</summary>
/// <remarks>It errs on the lenient side only: a read binds from when its answer has come, an acknowledgement too, and reads that overlap bind
/// each other to nothing. What it reports is broken.</remarks>
internal sealed class ConsistencyChecker(CheckerOptions options)
{
    private readonly ConcurrentDictionary<string, KeyHistory> _keys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _startedAt = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Rule, long> _demands = new();
    private Quiet? _quiet;
    private long _reads;

    public Violations Violations { get; } = new();

    public Touches Touches { get; } = new(options.Aftermath);

    /// <summary>Reads of single keys.</summary>
    public long Reads => Interlocked.Read(ref _reads);

    /// <summary>Of how many reads a rule has demanded something: where it is few, the run has proven little of it.</summary>
    public long DemandsOf(Rule rule) => _demands.GetValueOrDefault(rule);

    public void Wrote(string key, Stamp stamp) => Of(key).Wrote(stamp);

    public void Note(string key, long at, string what) => Of(key).Note(at, what);

    /// <param name="instance">A process, by a name that no other has.</param>
    /// <param name="at">Before it was started.</param>
    public void Started(string instance, long at) => _startedAt[instance] = at;

    public void Ended(string instance)
    {
        foreach (var history in _keys.Values)
        {
            history.Forget(instance);
        }
    }

    /// <summary>What has befallen a key lately.</summary>
    public string Tell(string key, string what) => Of(key).Tell(what);

    public void Acknowledge(Acknowledgement acknowledged)
    {
        foreach (var violation in Of(acknowledged.Key).Acknowledge(acknowledged))
        {
            Violations.Add(violation);
        }
    }

    public void Judge(KeyRead read)
    {
        Interlocked.Increment(ref _reads);
        var startedAt = _startedAt.GetValueOrDefault(read.Instance);
        foreach (var violation in Of(read.Key).Judge(read, startedAt, Volatile.Read(ref _quiet), Demanded))
        {
            Violations.Add(violation);
        }
    }

    public void Overlapped(UpstreamOverlap overlap)
    {
        if (!Touches.Any(overlap.Resource, overlap.First, overlap.Second))
        {
            var after = CheckerOptions.Between(overlap.First, overlap.Second).TotalMilliseconds;
            Violations.Add(Rule.FetchedTwice, Of(overlap.Resource).Tell($"{overlap.Caller} asked again after {after:F1} ms, before it was answered."));
        }
    }

    /// <summary>From now on, whoever is asked knows all that was acknowledged by someone who lives.</summary>
    public void BeQuiet(long at, IReadOnlyList<string> instances) => Volatile.Write(ref _quiet, new Quiet(at, instances));

    private void Demanded(Rule rule) => _demands.AddOrUpdate(rule, 1, (_, count) => count + 1);

    private KeyHistory Of(string key) => _keys.GetOrAdd(key, key => new KeyHistory(key, options));
}
