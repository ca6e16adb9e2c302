using CsCheck;
using Graph.Upstreams.Lanes;

namespace Graph.Tests.Upstreams.Lanes;

/// <summary>Random schedules of keys that come, calls that end and calls that wait for a retry. CsCheck prints the seed of one that fails.</summary>
public sealed class LaneScheduleTests
{
    private const int Width = 3;
    private const int BatchSize = 4;

    [Fact]
    public void Lanes_AtAnySchedule_KeepTheirWidthAndSendEveryKeyOnce() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[1, 9]).Array[1, 80].Sample(Run, iter: 2_000);

    [Fact]
    public void Lanes_OfSeveralOwnersAtAnySchedule_KeepEachWidthAndMixNobody() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[1, 9]).Array[1, 80].Sample(RunOwners, iter: 2_000);

    private static void RunOwners((int Action, int Owner, int Number)[] steps)
    {
        var yard = new Yard(Width, BatchSize);
        var ownerOf = new List<int>();
        foreach (var (action, owner, number) in steps)
        {
            var open = Enumerable.Range(0, yard.Batches.Count).Where(yard.IsOpen).ToArray();
            if (action > 0 && open.Length > 0)
            {
                yard.End(open[number % open.Length]);
            }
            else
            {
                yard.Lanes.TryAdd(new LaneGroup(number % 2, owner == 0 ? null : $"owner {owner}"), [.. Enumerable.Range(ownerOf.Count, number)]);
                ownerOf.AddRange(Enumerable.Repeat(owner, number));
            }

            Assert.All(yard.Batches, batch => Assert.Single(batch.Select(item => ownerOf[item]).Distinct()));
            for (var each = 0; each < 3; each++)
            {
                var running = yard.Batches.Where((batch, call) => yard.IsOpen(call) && ownerOf[batch[0]] == each).Count();
                var sent = yard.Batches.Where(batch => ownerOf[batch[0]] == each).Sum(batch => batch.Length);
                Assert.InRange(running, 0, Width);
                Assert.True(running == Width || sent == ownerOf.Count(one => one == each), "an owner's lane is free while its keys wait");
            }
        }

        yard.EndAll();
        Assert.Equal((0, 0), (yard.Lanes.Keys, yard.Lanes.Owners));
        Assert.Equal(Enumerable.Range(0, ownerOf.Count), yard.Batches.SelectMany(batch => batch).Order());
    }

    private static void Run((int Action, int Number)[] steps)
    {
        var yard = new Yard(Width, BatchSize);
        var waiting = new HashSet<int>();
        var added = 0;
        foreach (var (action, number) in steps)
        {
            var open = Enumerable.Range(0, yard.Batches.Count).Where(yard.IsOpen).ToArray();
            var call = open.Length == 0 ? -1 : open[number % open.Length];
            if (action == 0 || call < 0)
            {
                yard.Add(number % 3, [.. Enumerable.Range(added, number)]);
                added += number;
            }
            else if (action == 1)
            {
                waiting.Remove(call);
                yard.End(call);
            }
            else if (action == 2 && waiting.Add(call))
            {
                yard.Tickets[call].RetryWaits();
            }
            else if (action == 3 && yard.Open - waiting.Count < Width && waiting.Remove(call))
            {
                yard.Tickets[call].RetryResumes();
            }

            var running = yard.Open - waiting.Count;
            Assert.InRange(running, 0, Width);
            Assert.True(running == Width || added == yard.Batches.Sum(batch => batch.Length), "a lane is free while keys wait");
        }

        yard.EndAll();
        Assert.Equal(0, yard.Lanes.Keys);
        Assert.Equal(Enumerable.Range(0, added), yard.Batches.SelectMany(batch => batch).Order());
        Assert.All(yard.Batches, batch => Assert.InRange(batch.Length, 1, BatchSize));
    }
}
