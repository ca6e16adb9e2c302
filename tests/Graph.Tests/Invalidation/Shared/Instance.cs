using Graph.Cluster;
using Graph.Invalidation;
using Graph.Invalidation.Shared;
using Graph.TestKit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Invalidation.Shared;

/// <summary>One of several instances: its log and its index, over a stream that the test holds in its hands. It looks at the log when the
/// test says so.</summary>
internal sealed class Instance
{
    public Instance(
        LogServer server, FakeTimeProvider time, InvalidationOptions? invalidation = null, RedisOptions? redis = null, ILoggerFactory? loggers = null)
    {
        var options = Options.Create(invalidation ?? new InvalidationOptions());
        var redisOptions = Options.Create(redis ?? new RedisOptions());
        loggers ??= NullLoggerFactory.Instance;
        Stream = new ScriptedStream(server, time);
        Index = new InvalidationIndex(options, time) { IsReplaying = true };
        Pulse = new Pulse(options, time) { IsLogAway = true };
        Outbox = new Outbox(redisOptions.Value.MaxOutbox);
        State = new LogState(Index, Pulse, options, new RecentAppends(redisOptions.Value.MaxOutbox, time), Outbox, loggers.CreateLogger<LogState>());
        Follower = new LogFollower(Stream, State, Pulse, redisOptions, time, loggers.CreateLogger<LogFollower>());
        Log = new SharedInvalidationLog(
            Stream, State, Follower, Outbox, Index, Pulse, redisOptions, time, loggers.CreateLogger<SharedInvalidationLog>());
    }

    public ScriptedStream Stream { get; }

    public InvalidationIndex Index { get; }

    public Pulse Pulse { get; }

    public Outbox Outbox { get; }

    public LogState State { get; }

    public LogFollower Follower { get; }

    public SharedInvalidationLog Log { get; }

    /// <summary>This moment, for a fetch that begins now.</summary>
    public Mark Now => Index.Now;

    /// <summary>Reads to the log's end and appends what waits; false when the log is away or refuses.</summary>
    public bool Look() => Done(LookAsync());

    public Task<bool> LookAsync() => Follower.LookOnceAsync(Log.FlushAsync, CancellationToken.None);

    /// <summary>Appends what an event or an operator says.</summary>
    public Position Append(InvalidationRecord record) => Done(AppendAsync(record));

    public Task<Position> AppendAsync(InvalidationRecord record) => Log.AppendAsync(record, CancellationToken.None).AsTask();

    /// <summary>Appends what a mutation has done.</summary>
    public Appended AppendDone(InvalidationRecord record) => Done(AppendDoneAsync(record));

    public Task<Appended> AppendDoneAsync(InvalidationRecord record, Fence? fence = null) =>
        Log.AppendAsync(record, fence, CancellationToken.None).AsTask().WaitAsync(Patience.Limit, TimeProvider.System);

    /// <summary>Whether a value of a key without tags that was fetched here is refused.</summary>
    public bool IsDead(string key, Mark start, long? version = null) => Index.IsDead(key, [], start, version);

    /// <summary>Whether a value that another instance has fetched is refused.</summary>
    public bool IsDead(string key, Position start, long? version = null) => IsDead(key, new Mark(start, Mark.Unknown), version);

    public static InvalidationRecord Kill(params string[] keys) => new([.. keys.Select(key => new KeyInvalidation(key))], [], []);

    public static InvalidationRecord Announce(string key, long version) => new([new KeyInvalidation(key, version)], [], []);

    private static T Done<T>(Task<T> task)
    {
        Assert.True(task.IsCompleted, "it waits for something");
        return task.GetAwaiter().GetResult();
    }
}
