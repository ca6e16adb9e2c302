using System.Collections.Concurrent;
using Graph.FunctionalTests.Consistency.Announcing;
using Graph.FunctionalTests.Consistency.Checking;
using Graph.FunctionalTests.Consistency.Faults;
using Graph.FunctionalTests.Consistency.Fleets;
using Graph.TestKit.Register;

namespace Graph.FunctionalTests.Consistency.Load;

/// <summary>What all clients of a run share.</summary>
internal sealed class ConsistencyWorld(
    ConsistencySettings settings, RegisterUpstreams upstreams, Fleet fleet, ConsistencyChecker checker, FaultWindows faults)
{
    private long _acknowledged;
    private long _refused;
    private long _mutations;
    private long _unknown;
    private long _olderThanReadElsewhere;

    public ConsistencySettings Settings => settings;

    public RegisterTruth Truth => upstreams.Truth;

    public Fleet Fleet => fleet;

    public ConsistencyChecker Checker => checker;

    public FaultWindows Faults => faults;

    public Positions Positions { get; } = new(settings.Clients);

    /// <summary>Deletions that not everybody knows of yet: within a minute of its last announced version, an entity that an upstream does not
    /// know any more may be an <c>UPSTREAM_STALE</c>, as if a replica were behind.</summary>
    public Touches Deletions { get; } = new(new CheckerOptions().Lag);

    /// <summary>Announcements that were refused, and are on their way again.</summary>
    public ConcurrentQueue<Task> Redeliveries { get; } = new();

    /// <summary>How changes are told; each is told by one of those that have words for it.</summary>
    public IReadOnlyList<IAnnouncer> Announcers { get; set; } = [new AdminAnnouncer()];

    public Latencies Latencies { get; } = new();

    /// <summary>Of reads that began while Redis hung, and carried no position: nothing had to be waited for.</summary>
    public Latencies LatenciesInHangs { get; } = new();

    /// <summary>Reads that carried what their client had been told, and yet were older than what it had read elsewhere: allowed as long as nobody
    /// has announced that state, since then no position tells of it. Otherwise <see cref="Rule.AcknowledgedByPosition"/> is broken too.</summary>
    public long OlderThanReadElsewhere => Interlocked.Read(ref _olderThanReadElsewhere);

    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    public long Mutations => Interlocked.Read(ref _mutations);

    public string Tally =>
        $"{checker.Reads} key reads, {Acknowledged} acknowledged announcements, {Interlocked.Read(ref _refused)} refused, {Mutations} mutations, {Interlocked.Read(ref _unknown)} answers lost with a killed instance, {upstreams.Calls} upstream calls, {OlderThanReadElsewhere} reads older than an unannounced state read elsewhere";

    public void CountAcknowledged() => Interlocked.Increment(ref _acknowledged);

    public void CountRefused() => Interlocked.Increment(ref _refused);

    public void CountMutation() => Interlocked.Increment(ref _mutations);

    public void CountOlderThanReadElsewhere() => Interlocked.Increment(ref _olderThanReadElsewhere);

    public void CountUnknown() => Interlocked.Increment(ref _unknown);
}
