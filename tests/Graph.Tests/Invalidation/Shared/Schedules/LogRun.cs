using Graph.Cluster;
using Graph.Invalidation;
using Graph.TestKit;

namespace Graph.Tests.Invalidation.Shared.Schedules;

/// <summary>One schedule under way: three instances over one server, and what an outsider knows of every record and every fetch.</summary>
internal sealed class LogRun
{
    public static readonly string[] Keys = ["k0", "k1", "j0"];

    private readonly PausedTime _time = new();
    private readonly Instance[] _instances;
    private readonly Dictionary<string, long> _versions = Keys.ToDictionary(key => key, _ => 1L);
    private readonly List<Func<bool>> _pending = [];
    private readonly List<Action> _settling = [];
    private readonly Queue<(Instance By, int Began, Fence Fence)> _writes = new();
    private readonly LogClaims _claims;

    public LogRun()
    {
        Server = new LogServer(_time);
        _instances = [Start(), Start(), Start()];
        _claims = new LogClaims(_instances);
        Server.Appended = _claims.NoteCopy;
    }

    public LogServer Server { get; }

    public static string TagOf(string key) => "t" + key[..1];

    public static InvalidationRecord Kill(int key) => new([new KeyInvalidation(Keys[key])], [], []);

    public static InvalidationRecord KillTag(int key) => new([], [TagOf(Keys[key])], []);

    public static InvalidationRecord KillGlob(int number) => new([], [], [((string[])["k*", "?0", "tj", "nobody*"])[number % 4]]);

    public static InvalidationRecord KillMany(int key) => new([new KeyInvalidation(Keys[key]), new KeyInvalidation("x")], ["y", TagOf(Keys[0])], []);

    public InvalidationRecord Announce(int key, bool late)
    {
        var version = late ? _versions[Keys[key]] : ++_versions[Keys[key]];
        return new([new KeyInvalidation(Keys[key], version)], ["list"], []);
    }

    public void Fetch(int who, int key) =>
        _claims.Add(new Fetched(_claims.Tick(), Keys[key], _instances[who].Now, _versions[Keys[key]]) { Home = _instances[who] });

    public void Look(int who) => _instances[who].Look();

    public void Append(int who, InvalidationRecord record)
    {
        var said = _claims.Say(_instances[who], record);
        var append = _instances[who].AppendAsync(said.Record);
        _pending.Add(() => Ended(append, () => _claims.Acknowledge(said, append.GetAwaiter().GetResult())));
    }

    public void AppendSlowly(int who, InvalidationRecord record)
    {
        _instances[who].Stream.HoldsAppends = true;
        Append(who, record);
        _instances[who].Stream.HoldsAppends = false;
    }

    public void AppendUnanswered(int who, InvalidationRecord record)
    {
        _instances[who].Stream.LosesAnswers = true;
        Append(who, record);
        _instances[who].Stream.LosesAnswers = false;
    }

    /// <summary>The upstream takes a change; its record is still to come.</summary>
    public void BeginWrite(int who, int key) =>
        _writes.Enqueue((_instances[who], _claims.Tick(), new Fence(Keys[key], [TagOf(Keys[key])], _instances[who].Now, ++_versions[Keys[key]])));

    public void EndWrite()
    {
        if (!_writes.TryDequeue(out var write) || !_instances.Contains(write.By))
        {
            return;
        }

        var said = _claims.Say(write.By, RecordOf(write.Fence));
        var append = write.By.AppendDoneAsync(said.Record, write.Fence);
        _settling.Add(() => Settle(said, append));
        _pending.Add(() => Ended(append, () =>
        {
            var appended = append.GetAwaiter().GetResult();
            _claims.Acknowledge(said, appended.Position);
            if (appended.IsHeld)
            {
                _claims.Add(new Fetched(write.Began, write.Fence.Key, appended.At, write.Fence.Version) { Home = write.By, Own = said });
            }
        }));
    }

    // Often it touches more than the value that it has made; its own value lives all the same.
    private static InvalidationRecord RecordOf(Fence fence)
    {
        KeyInvalidation[] keys = [new KeyInvalidation(fence.Key, fence.Version)];
        return (fence.Version % 3) switch
        {
            0 => new(keys, [TagOf(fence.Key)], []),
            1 => new(keys, [], ["?0"]),
            _ => new(keys, ["list"], []),
        };
    }

    public void Write(int who, int key, bool isSlow)
    {
        _instances[who].Stream.HoldsAppends = isSlow;
        BeginWrite(who, key);
        EndWrite();
        _instances[who].Stream.HoldsAppends = false;
    }

    public void WriteUnanswered(int who, int key)
    {
        _instances[who].Stream.LosesAnswers = true;
        Write(who, key, isSlow: false);
        _instances[who].Stream.LosesAnswers = false;
    }

    public void Answer(int who) => _instances[who].Stream.AnswerAppend();

    public void Cut(int who, bool isCut) => _instances[who].Stream.IsCut = isCut;

    public void Refuse(int who, bool refuses) => _instances[who].Stream.RefusesAppends = refuses;

    public void Pass(TimeSpan time) => _time.Advance(time);

    public void AppendNonsense() => Server.Append("?"u8.ToArray(), Server.End);

    /// <summary>Only one that has nothing left to say: what waits in memory ends with the process.</summary>
    public void RestartInstance(int who)
    {
        if (_pending.Count == 0 && _instances[who].Outbox.Count == 0)
        {
            _claims.End(_instances[who]);
            _instances[who] = Start();
        }
    }

    public void Check()
    {
        _settling.ForEach(settle => settle());
        _pending.RemoveAll(ended => ended());
        if (_pending.Count == 0)
        {
            _settling.Clear();
        }

        _claims.Check();
    }

    /// <summary>Everything is mended: then every record is everywhere.</summary>
    public void Finish()
    {
        foreach (var instance in _instances)
        {
            (instance.Stream.IsCut, instance.Stream.RefusesAppends) = (false, false);
            while (instance.Stream.AnswerAppend())
            {
            }
        }

        for (var round = 0; round < 3; round++)
        {
            foreach (var instance in _instances)
            {
                Assert.True(instance.Look());
            }

            _time.Advance(TimeSpan.FromSeconds(1)); // for writes whose record nobody reads
            Check();
        }

        Assert.All(_instances, instance => Assert.Equal(0, instance.Outbox.Count));
        _claims.CheckThatAllIsEverywhere();
    }

    private Instance Start()
    {
        var instance = new Instance(
            Server, _time, new InvalidationOptions { MaxSlots = 3, MaxPatterns = 1, MaxRecords = 100 }, new RedisOptions { MaxOutbox = 1_000 });
        Assert.True(instance.Look());
        return instance;
    }

    // A write that waits for its reader goes on on another thread once that has got there.
    private static void Settle(Said said, Task append)
    {
        if (said.By.Stream.HeldAppends == 0 && said.Copies.Count > 0 && said.Copies[^1] <= said.By.Log.Consumed)
        {
            Assert.True(append.Wait(Patience.Limit), "the write does not end");
        }
    }

    private static bool Ended(Task task, Action acknowledge)
    {
        if (!task.IsCompleted)
        {
            return false;
        }

        if (task.IsCompletedSuccessfully)
        {
            acknowledge();
        }
        else
        {
            Assert.IsType<LogUnavailableException>(task.Exception?.InnerException);
        }

        return true;
    }
}
