using Graph.Caching;
using Graph.Domains.Abstractions;
using Graph.Invalidation;
using Graph.Tests.Caching.Freshness;
using Graph.Tests.Caching.Planted;
using Graph.Tests.Caching.Responses;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Caching;

/// <summary>One schedule under way: the cache, the truth behind it, and what each running read must not be older than.</summary>
internal sealed class Run : IDisposable
{
    private static readonly InvalidationOptions Invalidation = new() { FallbackTtl = TimeSpan.FromSeconds(3) };

    private readonly Pump _pump = new();
    private readonly CacheWorld _world;
    private readonly ResponseWorld _responses;
    private readonly Dictionary<string, Truth> _truths = new(StringComparer.Ordinal);
    private readonly List<Func<bool>> _reads = [];
    private readonly PlantedFault _planted;

    /// <param name="planted">What is wrong with it, to see whether that is found.</param>
    public Run(PlantedFault planted = PlantedFault.None)
    {
        _planted = planted;
        var time = new FakeTimeProvider();
        Ahead = new HeldRun("Ahead", Policies.Ahead, time);
        Told = new HeldRun("Told", Policies.EventBased, time);
        _world = new CacheWorld(time: time, invalidation: Invalidation, more: [Ahead.Definition, Told.Definition]);
        Ahead.World = Told.World = _world;
        _responses = new ResponseWorld(_world);
    }

    /// <summary>A source that is refreshed ahead of its expiry.</summary>
    public HeldRun Ahead { get; }

    /// <summary>A source whose values are fresh for as long as it tells its changes.</summary>
    public HeldRun Told { get; }

    public void Read(params string[] keys)
    {
        var demands = keys.Select(key => (key, demand: Of(key).Demand())).ToArray();
        var task = _world.ReadAsync(keys);
        _reads.Add(() => task.IsCompleted && Check(task, (results) =>
        {
            for (var i = 0; i < keys.Length; i++)
            {
                Of(keys[i]).Check(demands[i].demand, results[i].IsFailed, results[i].Value?.Version);
            }
        }));
    }

    /// <summary>Asks for a response that is made of these keys, and of a list.</summary>
    public void Respond(string list, params string[] keys)
    {
        var demands = keys.Append(list).Select(key => (key, demand: Of(key).Demand())).ToArray();
        var task = _responses.AskAsync([.. keys, $"list:{list}"]);
        _reads.Add(() =>
        {
            if (!task.IsCompleted)
            {
                return false;
            }

            var result = task.GetAwaiter().GetResult();
            var shown = ResponseWorld.Read(result);
            foreach (var (key, demand) in demands)
            {
                var version = shown[key == list ? $"list:{list}" : key];
                Of(key).Check(demand, failed: version is null && result.Errors.Count > 0, version);
            }

            return true;
        });
    }

    public void ReadList(string list, int first)
    {
        var demand = Of(list).Demand();
        var task = _world.ReadListAsync(list, first);
        _reads.Add(() => task.IsCompleted && Check(task, results =>
        {
            Of(list).Check(demand, results[0].IsFailed, results[0].Value?.Stamp);
            Assert.True(results[0].IsFailed || results[0].Value!.Ids.Count >= first, "a page is shorter than asked for");
        }));
    }

    public void Write(string key)
    {
        var before = Of(key).Version;
        var after = Of(key).Write();
        _world.Versions[key] = _planted is PlantedFault.AnswersOfBefore ? before : after;
    }

    public void WriteList(string list) => _world.Stamps[list] = Of(list).Write();

    public void Delete(string key)
    {
        Of(key).Delete();
        _world.Versions.Remove(key);
        _world.Invalidate(key: $"thing:{key}", deleted: true);
        Of(key).Acknowledge();
    }

    public void Purge(string key)
    {
        _world.Invalidate(key: $"thing:{key}", purge: true);
        Of(key).Acknowledge();
    }

    public void PurgeAll()
    {
        _world.Invalidate(glob: "thing:*", purge: true);
        Acknowledge(key => key != "l");
    }

    public void Kill(string key)
    {
        if (_planted is not PlantedFault.InvalidationSkipped)
        {
            _world.Invalidate(key: $"thing:{key}");
        }

        Of(key).Acknowledge();
    }

    public void KillGroup(string group)
    {
        _world.Invalidate(tag: $"group:{group}");
        Acknowledge(key => key.StartsWith(group, StringComparison.Ordinal) && !Of(key).IsAbsentFromTags);
    }

    public void KillAll()
    {
        _world.Invalidate(glob: "thing:*");
        Acknowledge(key => key != "l");
    }

    public void KillList(string list)
    {
        _world.Invalidate(tag: $"list:{list}");
        Of(list).Acknowledge();
    }

    public void Announce(string key, bool late)
    {
        var truth = Of(key);
        var announced = late ? truth.Version - 1 : truth.Version;
        if (!truth.Exists || announced % Truth.Lifetime == 0)
        {
            return;
        }

        _world.Invalidate(key: $"thing:{key}", version: announced % Truth.Lifetime);
        truth.Acknowledge(announced);
    }

    public void Evict(string key)
    {
        var cacheKey = _world.Cache.Of<Thing>(CacheWorld.Things).KeyOf(new ReadKey(key), _world.Request);
        if (_world.Cache.Memory.TryGet(cacheKey, out var entry))
        {
            _world.Cache.Memory.Remove(cacheKey, entry);
        }
    }

    public void UpstreamReads(int number) => Pick(_world.ThingCalls, number)?.Read();

    public void UpstreamReturns(int number) => Pick(_world.ThingCalls, number)?.Return();

    public void UpstreamFails(int number) => Pick(_world.ThingCalls, number)?.Fail(new Failure(ErrorCodes.UpstreamUnavailable, "down"));

    public void ListReads(int number) => Pick(_world.ListCalls, number)?.Read();

    public void ListReturns(int number) => Pick(_world.ListCalls, number)?.Return();

    public void Pass(TimeSpan time) => _world.Time.Advance(time);

    /// <summary>Both further sources give a sign of life.</summary>
    public void Beat()
    {
        _world.Pulse.Beat(["Ahead", "Told"], age: TimeSpan.Zero);
        Ahead.Beat();
        Told.Beat();
    }

    /// <summary>The log can't be read, or can again; nothing is lost.</summary>
    public void SetLogAway(bool away) => _world.Pulse.IsLogAway = away;

    /// <summary>Runs what can run, and checks the reads that have ended.</summary>
    public void Settle()
    {
        _pump.RunUntilIdle();
        _reads.RemoveAll(read => read());
        Ahead.Settle();
        Told.Settle();
    }

    /// <summary>Answers everything; then nobody waits and nothing is in flight.</summary>
    public void Finish()
    {
        for (var round = 0; round < 100 && (_reads.Count + Ahead.Waiting + Told.Waiting > 0 || _world.UnderWay > 0); round++)
        {
            _world.ThingCalls.ForEach(call => call.Return());
            _world.ListCalls.ForEach(call => call.Return());
            Ahead.ReturnAll();
            Told.ReturnAll();
            Settle();
            Pass(TimeSpan.FromMilliseconds(250));
            Settle();
        }

        Assert.Empty(_reads);
        Assert.Equal(0, _world.UnderWay + Ahead.Waiting + Told.Waiting);
        Assert.All(_world.Cache.Sources, source => Assert.Equal(0, source.Refreshing));
    }

    public void Dispose()
    {
        _responses.Dispose();
        _world.Dispose();
        _pump.Dispose();
    }

    private static GatedCall<TKey, T>? Pick<TKey, T>(List<GatedCall<TKey, T>> calls, int number)
    {
        var open = calls.Where(call => !call.Task.IsCompleted).ToList();
        return open.Count == 0 ? null : open[number % open.Count];
    }

    private static bool Check<T>(Task<LoadResult<T>[]> task, Action<LoadResult<T>[]> check)
    {
        check(task.GetAwaiter().GetResult());
        return true;
    }

    private void Acknowledge(Func<string, bool> which)
    {
        foreach (var (_, truth) in _truths.Where(pair => which(pair.Key)))
        {
            truth.Acknowledge();
        }
    }

    private Truth Of(string key)
    {
        if (!_truths.TryGetValue(key, out var truth))
        {
            _truths.Add(key, truth = new Truth());
            _world.Versions[key] = _world.Stamps[key] = truth.Write();
        }

        return truth;
    }
}
