using Graph.Domains.Abstractions;
using Graph.Invalidation;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Caching.Instances;

/// <summary>One schedule over two instances under way.</summary>
internal sealed class InstancesRun : IDisposable
{
    public const string List = "l";

    private readonly Pump _pump = new();
    private readonly FakeTimeProvider _time = new();
    private readonly LogOfAll _log = new();
    private readonly HeldStore _store = new();
    private readonly Dictionary<string, int> _versions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _stamps = new(StringComparer.Ordinal);
    private readonly Instance[] _instances;
    private readonly List<Func<bool>> _reads = [];

    public InstancesRun(params string[] keys)
    {
        foreach (var key in keys)
        {
            _versions[key] = 1;
        }

        _stamps[List] = 1;
        _instances = [Start(), Start()];
    }

    public void Read(int instance, params string[] keys)
    {
        var at = _instances[instance];
        var demands = keys.Select(at.DemandOf).ToArray();
        var task = at.World.ReadAsync(keys);
        Expect(task, results =>
        {
            for (var i = 0; i < keys.Length; i++)
            {
                Check(at, keys[i], demands[i], results[i].IsFailed, results[i].Value?.Version);
            }
        });
    }

    public void ReadList(int instance)
    {
        var at = _instances[instance];
        var demand = at.DemandOf(List);
        Expect(at.World.ReadListAsync(List, 2), results => Check(at, List, demand, results[0].IsFailed, results[0].Value?.Stamp));
    }

    /// <summary>With the end of the log as the client's position: nothing older than what anybody has been told.</summary>
    public void ReadWithToken(int instance, string key)
    {
        _instances[instance].ConsumeAll();
        Read(instance, key);
    }

    public void Write(string key) => _versions[key]++;

    public void WriteList() => _stamps[List]++;

    public void Invalidate(int instance, string? key = null, int? version = null, string? tag = null, string? glob = null)
    {
        if (!_instances[instance].IsCutOff)
        {
            _instances[instance].Append(
                new InvalidationRecord(key is null ? [] : [new KeyInvalidation($"thing:{key}", version)], tag is null ? [] : [tag], glob is null ? [] : [glob]));
        }
    }

    public void Announce(int instance, string key, bool late) => Invalidate(instance, key, Math.Max(1, _versions[key] - (late ? 1 : 0)));

    /// <summary>A mutation through an instance: what it has been told is read there from then on.</summary>
    public void Mutate(int instance, string key)
    {
        var at = _instances[instance];
        var task = at.World.WriteAsync(key);
        _reads.Add(() =>
        {
            if (!task.IsCompleted)
            {
                return false;
            }

            if (task.GetAwaiter().GetResult() is WriteResult<Thing>.Done { Value.Version: var version })
            {
                at.Acknowledge(new Dictionary<string, int> { [key] = version });
            }

            return true;
        });
    }

    public void MutationReturns(int instance, int number)
    {
        var open = _instances[instance].World.Writes.Where(write => !write.Task.IsCompleted).ToList();
        if (open.Count > 0)
        {
            open[number % open.Count].Return();
        }
    }

    public void Consume(int instance) => _instances[instance].Consume();

    public void CutOff(int instance, bool off)
    {
        _instances[instance].IsCutOff = off;
        _instances[instance].Flush();
    }

    public void Trim() => _log.Trim();

    public void LoseRedis(bool storeToo)
    {
        _log.Lose();
        if (storeToo)
        {
            _store.Clear();
        }
    }

    public void Evict(int instance, string key)
    {
        var world = _instances[instance].World;
        var cacheKey = world.Cache.Of<Thing>(CacheWorld.Things).KeyOf(new(key), world.Request);
        if (world.Cache.Memory.TryGet(cacheKey, out var entry))
        {
            world.Cache.Memory.Remove(cacheKey, entry);
        }
    }

    public void EvictList(int instance)
    {
        var world = _instances[instance].World;
        var cacheKey = world.Cache.Of<StampedPage>(CacheWorld.Lists).KeyOf(Graph.Caching.ReadKey.Of(new PageKey(List, 2)), world.Request);
        if (world.Cache.Memory.TryGet(cacheKey, out var entry))
        {
            world.Cache.Memory.Remove(cacheKey, entry);
        }
    }

    public void UpstreamReads(int instance, int number)
    {
        Pick(_instances[instance].World.ThingCalls, number)?.Read();
        Pick(_instances[instance].World.ListCalls, number)?.Read();
    }

    public void UpstreamReturns(int instance, int number)
    {
        if (number % 3 == 0)
        {
            Pick(_instances[instance].World.ListCalls, number)?.Return();
        }
        else
        {
            Pick(_instances[instance].World.ThingCalls, number)?.Return();
        }
    }

    public void UpstreamFails(int instance, int number) =>
        Pick(_instances[instance].World.ThingCalls, number)?.Fail(new Failure(ErrorCodes.UpstreamUnavailable, "down"));

    public void StoreReturns(int number) => _store.ReturnRead(number);

    public void StoreLands(int number) => _store.LandWrite(number);

    public void StorePauses(bool paused) => _store.IsPaused = paused;

    public void Lease(bool leased) => _store.IsLeased = leased;

    public void Pass(TimeSpan time) => _time.Advance(time);

    public void Settle()
    {
        _pump.RunUntilIdle();
        _reads.RemoveAll(read => read());
    }

    /// <summary>Repairs and answers everything; then nobody waits, nothing is in flight, and every instance shows all that was acknowledged.</summary>
    public void Finish(params string[] keys)
    {
        _store.IsPaused = false;
        foreach (var instance in _instances)
        {
            instance.IsCutOff = false;
            instance.Flush();
        }

        Drain();
        for (var i = 0; i < _instances.Length; i++)
        {
            Read(i, keys);
            ReadList(i);
        }

        Drain();
        Assert.Empty(_reads);
        Assert.All(_instances, instance => Assert.Equal(0, instance.World.UnderWay));
    }

    public void Dispose()
    {
        foreach (var instance in _instances)
        {
            instance.Dispose();
        }

        _pump.Dispose();
    }

    private Instance Start() => new(
        _log,
        new CacheWorld(time: _time, store: _store) { Versions = _versions, Stamps = _stamps },
        record => _versions.Where(pair => Touches(record, pair.Key)).ToDictionary(
                pair => pair.Key, pair => (int)(record.Keys.FirstOrDefault(key => key.Key == $"thing:{pair.Key}").Version ?? pair.Value))
            .Concat(record.Tags.Contains($"list:{List}") ? [new(List, _stamps[List])] : [])
            .ToDictionary());

    private static bool Touches(InvalidationRecord record, string key) =>
        record.Keys.Any(named => named.Key == $"thing:{key}")
        || record.Tags.Contains($"group:{key[..1]}")
        || record.Patterns.Any(glob => Glob.Matches(glob, $"thing:{key}"));

    private static void Check(Instance at, string key, int demand, bool failed, int? version)
    {
        if (!failed)
        {
            Assert.True(version >= demand, $"read {key} at version {version}, but {demand} was acknowledged or read on this instance before the read began");
            at.HasRead(key, version!.Value);
        }
    }

    private static GatedCall<TKey, T>? Pick<TKey, T>(List<GatedCall<TKey, T>> calls, int number)
    {
        var open = calls.Where(call => !call.Task.IsCompleted).ToList();
        return open.Count == 0 ? null : open[number % open.Count];
    }

    private void Expect<T>(Task<LoadResult<T>[]> task, Action<LoadResult<T>[]> check) => _reads.Add(() =>
    {
        if (!task.IsCompleted)
        {
            return false;
        }

        check(task.GetAwaiter().GetResult());
        return true;
    });

    private void Drain()
    {
        for (var round = 0; round < 200 && (_reads.Count > 0 || _store.Pending > 0 || _instances.Any(instance => instance.World.UnderWay > 0)); round++)
        {
            foreach (var instance in _instances)
            {
                instance.ConsumeAll();
                instance.World.ThingCalls.ForEach(call => call.Return());
                instance.World.ListCalls.ForEach(call => call.Return());
                instance.World.Writes.ForEach(write => write.Return());
            }

            _store.ReturnRead(0);
            _store.LandWrite(0);
            Settle();
            Pass(TimeSpan.FromMilliseconds(250));
            Settle();
        }
    }
}
