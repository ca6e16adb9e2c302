using System.Globalization;
using Graph.Invalidation;
using Graph.Invalidation.Shared;

namespace Graph.Tests.Invalidation.Shared.Schedules;

/// <summary>What must be true of every fetch at every instance, by a clock and a knowledge that no instance has.</summary>
/// <remarks>A fetch that began before a record was asked for is dead where the record is acknowledged, and where its place has been passed.
/// One that nothing has touched since it began is alive.</remarks>
internal sealed class LogClaims(IReadOnlyList<Instance> instances)
{
    private readonly List<Said> _said = [];
    private readonly List<Fetched> _fetched = [];
    private readonly Dictionary<Instance, Position> _passed = [];
    private int _clock;

    public int Tick() => ++_clock;

    /// <summary>Gives a record that is about to be appended its number.</summary>
    public Said Say(Instance by, InvalidationRecord record)
    {
        var said = new Said(Tick(), by, record with { Alive = [_said.Count.ToString(CultureInfo.InvariantCulture)] });
        _said.Add(said);
        return said;
    }

    public void Add(Fetched fetched) => _fetched.Add(fetched);

    public void NoteCopy(Position position, ReadOnlyMemory<byte> bytes)
    {
        if (RecordFormat.Read(bytes.Span) is { } read)
        {
            var said = _said[int.Parse(read.Record.Alive[0], CultureInfo.InvariantCulture)];
            said.Copies.Add(position);
            said.IsLate |= !read.Record.Keys.SequenceEqual(said.Record.Keys);
            said.Applied.Add((said.By, Tick())); // what waited, or was appended again
        }
    }

    public void Acknowledge(Said said, Position? place)
    {
        (said.IsAcknowledged, said.Place) = (true, place);
        said.Applied.Add((said.By, Tick()));
    }

    /// <summary>The instance is no more; what it has written to Redis stays there.</summary>
    public void End(Instance instance)
    {
        foreach (var fetched in _fetched.Where(fetched => fetched.Home == instance))
        {
            fetched.Home = null;
        }
    }

    public void Check()
    {
        foreach (var instance in instances)
        {
            NotePassed(instance);
            var holding = _said.FindAll(said => said.HoldsAt(instance));
            foreach (var fetched in _fetched)
            {
                var isDead = fetched.IsDeadAt(instance);
                if (!isDead && holding.Find(said => fetched.Began < said.AskedAt && fetched.IsTouchedBy(said)) is { } missed)
                {
                    Assert.Fail($"{NameOf(instance)} serves {fetched}, though {missed} holds there");
                }

                if (isDead && fetched.Home == instance && MustLive(fetched, instance))
                {
                    Assert.Fail($"{NameOf(instance)} refuses {fetched}, which nothing has touched since");
                }
            }
        }
    }

    /// <summary>Once all is mended and read.</summary>
    public void CheckThatAllIsEverywhere() => Assert.All(
        _said.Where(said => said.IsAcknowledged),
        said => Assert.All(instances, instance => Assert.True(said.HoldsAt(instance), $"{said} never came to {NameOf(instance)}")));

    private bool MustLive(Fetched fetched, Instance instance) => fetched.Own is null
        && !instance.Index.Floor.Outdates(fetched.Start)
        && !_said.Exists(said => fetched.IsTouchedBy(said, whateverItsVersion: said.IsLate) && said.MayTouchAt(instance, fetched.Began));

    // Its own records are applied when they are acknowledged, and say nothing new when they are read.
    private void NotePassed(Instance instance)
    {
        var (from, to) = (_passed.GetValueOrDefault(instance), instance.Log.Consumed);
        if (from == to)
        {
            return;
        }

        _passed[instance] = to;
        foreach (var said in _said.Where(said => said.Copies.Exists(copy => copy > from && copy <= to && (said.By != instance || said.Place != copy))))
        {
            said.Applied.Add((instance, Tick()));
        }
    }

    private string NameOf(Instance instance) => "ABC".Substring(instances.ToList().IndexOf(instance), 1);
}
