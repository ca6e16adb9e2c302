using Graph.TestKit.Register;

namespace Graph.FunctionalTests.Consistency.Checking;

/// <summary>What has been written, acknowledged and read of one key, and what a read must not be older than.</summary>
internal sealed class KeyHistory(string key, CheckerOptions options)
{
    private readonly Lock _lock = new();
    private readonly KeyTruth _truth = new();
    private readonly RecentEvents _recent = new(options.Began);
    private readonly Dictionary<string, InstanceBounds> _instances = new(StringComparer.Ordinal);
    private readonly Staircase<string> _announced = new(StringComparer.Ordinal);
    private readonly Staircase<string> _mutated = new(StringComparer.Ordinal);
    private readonly Staircase<long> _placed = new();

    public void Wrote(Stamp stamp)
    {
        lock (_lock)
        {
            _truth.Add(stamp);
            _recent.Add(stamp.At, stamp.Exists ? $"the upstream wrote {stamp.Number}" : $"the upstream deleted it: {stamp.Number}");
        }
    }

    /// <summary>Something worth telling when a rule is broken.</summary>
    public void Note(long at, string what)
    {
        lock (_lock)
        {
            _recent.Add(at, what);
        }
    }

    /// <summary>Returns the reads that are older than it, though they carried its position or a later one: it may come after them.</summary>
    public IReadOnlyList<Violation> Acknowledge(Acknowledgement acknowledged)
    {
        lock (_lock)
        {
            _recent.Add(acknowledged.End, acknowledged);
            BoundsOf(acknowledged.Instance).Acknowledged.Raise(acknowledged.End, acknowledged.State);
            if (acknowledged.Position is not { } position)
            {
                return [];
            }

            _placed.Raise(acknowledged.End, acknowledged.State);
            (acknowledged.IsMutation ? _mutated : _announced).Raise(position, acknowledged.State);
            var demand = new Demand(acknowledged.IsMutation ? Rule.OwnWrite : Rule.AcknowledgedByPosition, acknowledged.State);
            return [.. _recent.Reads
                .Where(read => read.Position is { } carried && string.CompareOrdinal(carried, position) >= 0 && !IsMet(demand, read))
                .Select(read => Broken(demand, read))];
        }
    }

    /// <param name="read">The read.</param>
    /// <param name="startedAt">When its instance was started.</param>
    /// <param name="quiet">The last time that all was repaired and quiet, and the instances that ran then.</param>
    /// <param name="demanded">Told every rule that demanded something of the read.</param>
    public IReadOnlyList<Violation> Judge(KeyRead read, long startedAt, Quiet? quiet, Action<Rule> demanded)
    {
        lock (_lock)
        {
            _recent.Add(read.End, read);
            if (_truth.Least(read.Version, atLeast: 0, read.End) is null)
            {
                return [Broken(new Demand(Rule.Invented, 0), read)];
            }

            Demand[] demands = [.. Demands(read, startedAt, quiet).Where(demand => demand.State > 0)];
            Array.ForEach(demands, demand => demanded(demand.Rule));
            var given = BoundsOf(read.Instance).Given;
            given.Raise(read.End, _truth.Least(read.Version, given.Before(read.Start), read.End) ?? 0);
            return [.. demands.Where(demand => !IsMet(demand, read)).Select(demand => Broken(demand, read)), .. Expired(read)];
        }
    }

    /// <summary>The process has ended: what only it knew is lost.</summary>
    public void Forget(string instance)
    {
        lock (_lock)
        {
            _instances.Remove(instance);
        }
    }

    public string Tell(string what)
    {
        lock (_lock)
        {
            return $"{key}: {what}{Environment.NewLine}{_recent}";
        }
    }

    private IEnumerable<Demand> Demands(KeyRead read, long startedAt, Quiet? quiet)
    {
        var own = BoundsOf(read.Instance);
        yield return new Demand(Rule.AcknowledgedHere, own.Acknowledged.Before(read.Start));
        yield return new Demand(Rule.AcknowledgedBeforeStart, _placed.Before(startedAt));
        yield return new Demand(Rule.AcknowledgedLongAgo, _placed.Before(CheckerOptions.Shift(read.Start, -options.Lag)));
        yield return new Demand(
            read.Version is null || key.StartsWith("reviews:", StringComparison.Ordinal) ? Rule.WentBackUnversioned : Rule.WentBack,
            own.Given.Before(read.Start));
        if (read.Position is { } position)
        {
            yield return new Demand(Rule.AcknowledgedByPosition, _announced.UpTo(position));
            yield return new Demand(Rule.OwnWrite, _mutated.UpTo(position));
        }

        if (quiet is not null && quiet.At < read.Start)
        {
            yield return new Demand(Rule.AcknowledgedBeforeQuiet, quiet.Instances
                .Select(instance => BoundsOf(instance).Acknowledged.Before(quiet.At)).Append(_placed.Before(quiet.At)).Max());
        }
    }

    private bool IsMet(Demand demand, KeyRead read) => _truth.Least(read.Version, demand.State, read.End) is not null;

    private IEnumerable<Violation> Expired(KeyRead read)
    {
        if (options.MaxAge(key, read.Version is null) is { } maxAge
            && _truth.ReplacedAt(read.Version, read.End) is { } replacedAt && CheckerOptions.Between(replacedAt, read.Start) > maxAge)
        {
            yield return new Violation(
                Rule.Expired, Tell($"{read}, which had been replaced {CheckerOptions.Between(replacedAt, read.Start).TotalSeconds:F1} s before the read began."));
        }
    }

    private Violation Broken(Demand demand, KeyRead read) => new(demand.Rule, Tell(
        demand.State == 0 ? $"{read}, which it has never been." : $"{read}, and must not be older than {demand.State}."));

    private InstanceBounds BoundsOf(string instance) =>
        _instances.TryGetValue(instance, out var bounds) ? bounds : _instances[instance] = new InstanceBounds();
}
