using Graph.Caching;
using Graph.Caching.Freshness;
using Graph.Domains.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Caching;

/// <summary>The part of a <see cref="Run"/> that is one source's under a strategy of its own: beside what was acknowledged and read before, no
/// read that is served at once may get a value past its time.</summary>
internal sealed class HeldRun(string type, FreshnessPolicy policy, FakeTimeProvider time)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    private readonly HeldSource _source = new(type, policy, time);
    private readonly Dictionary<string, Truth> _truths = new(StringComparer.Ordinal);
    private readonly List<long> _beats = [];
    private readonly List<Func<bool>> _reads = [];

    public SourceDefinition Definition => _source.Definition;

    public CacheWorld World { get; set; } = null!;

    /// <summary>Reads that have not ended.</summary>
    public int Waiting => _reads.Count;

    public void Read(params string[] keys)
    {
        var request = new LoadRequest("run", CancellationToken.None) { MaxUpstreamCalls = int.MaxValue };
        var demands = keys.Select(key => (key, demand: Of(key).Demand())).ToArray();
        var task = _source.ReadAsync(World, request, keys);
        if (task.IsCompletedSuccessfully)
        {
            CheckAges(task.GetAwaiter().GetResult());
        }

        _reads.Add(() => task.IsCompleted && Check(task.GetAwaiter().GetResult(), demands));
    }

    public void Write(string key) => _source.Versions[key] = Of(key).Write();

    public void Kill(string key)
    {
        World.Invalidate(key: $"{type.ToLowerInvariant()}:{key}");
        Of(key).Acknowledge();
    }

    public void KillAll()
    {
        World.Invalidate(glob: $"{type.ToLowerInvariant()}:*");
        foreach (var truth in _truths.Values)
        {
            truth.Acknowledge();
        }
    }

    public void Beat() => _beats.Add(time.GetTimestamp());

    public void UpstreamReads(int number) => Pick(number)?.Read();

    public void UpstreamReturns(int number) => Pick(number)?.Return();

    public void UpstreamFails(int number) => Pick(number)?.Fail(new Failure(ErrorCodes.UpstreamUnavailable, "down"));

    public void ReturnAll() => _source.Calls.ForEach(call => call.Return());

    public void Settle() => _reads.RemoveAll(read => read());

    private bool Check(LoadResult<Thing>[] results, (string Key, (int, int, int) Demand)[] demands)
    {
        for (var i = 0; i < results.Length; i++)
        {
            Of(demands[i].Key).Check(demands[i].Demand, results[i].IsFailed, results[i].Value?.Version);
        }

        return true;
    }

    // Nothing of what is served at once can come from an upstream that fails, so that staleIfError has no part in it.
    private void CheckAges(LoadResult<Thing>[] results)
    {
        foreach (var thing in results.Select(result => result.Value).OfType<Thing>())
        {
            var age = _source.AgeOf(thing);
            var most = World.Pulse.IsLogAway ? Least(World.Pulse.FallbackTtl, policy.Ttl)
                : policy.Strategy == FreshnessStrategy.EventBased && IsToldSince(_source.FetchedAt(thing)) ? policy.MaxTtl!.Value
                : policy.Ttl;
            Assert.True(age < most, $"served {type} {thing.Id} at the age of {age}, of at most {most}");
        }
    }

    // Signs of life without a break from before a moment until now.
    private bool IsToldSince(long moment)
    {
        if (_beats.Count == 0 || time.GetElapsedTime(_beats[^1]) >= Silence)
        {
            return false;
        }

        var first = _beats.Count - 1;
        while (first > 0 && time.GetElapsedTime(_beats[first - 1], _beats[first]) <= Silence)
        {
            first--;
        }

        return _beats[first] <= moment;
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private GatedCall<string, Thing>? Pick(int number)
    {
        var open = _source.Calls.Where(call => !call.Task.IsCompleted).ToList();
        return open.Count == 0 ? null : open[number % open.Count];
    }

    private Truth Of(string key)
    {
        if (!_truths.TryGetValue(key, out var truth))
        {
            _truths.Add(key, truth = new Truth());
            _source.Versions[key] = truth.Write();
        }

        return truth;
    }
}
