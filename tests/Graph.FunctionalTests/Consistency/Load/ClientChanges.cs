using Graph.FunctionalTests.Consistency.Announcing;
using Graph.FunctionalTests.Consistency.Checking;
using Graph.FunctionalTests.Consistency.Fleets;
using Graph.TestKit.Register;

namespace Graph.FunctionalTests.Consistency.Load;

/// <summary>Changes at the upstream, told to an instance: at once, late, twice, or not at all.</summary>
internal static class ClientChanges
{
    private const int MostRedeliveries = 100;

    private static readonly TimeSpan BetweenRedeliveries = TimeSpan.FromMilliseconds(300);

    public static async Task RunAsync(ConsistencyClient client, Instance instance)
    {
        var change = RandomChanges.Make(client);
        var deletion = change.IsDeletion ? client.World.Deletions.Begin(TimeProvider.System.GetTimestamp(), change.Stale) : null;
        var mood = client.Random.Next(20);
        if (mood == 0 && !change.IsDeletion)
        {
            return; // nobody says a word: what lives by its ttl is found anyway
        }

        if (mood == 1)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(client.Random.Next(300)), TimeProvider.System);
        }

        // What is told again, of one event, may be known already: it demands no more than the first time.
        var states = client.World.Truth.Read(change.Stale);
        await AnnounceAsync(client, instance, change, states, deletion);
        if (mood == 2 && client.World.Fleet.Pick(client.Random) is { } another)
        {
            await AnnounceAsync(client, another, change, states, deletion: null);
        }
    }

    private static async Task AnnounceAsync(
        ConsistencyClient client, Instance instance, Change change, IReadOnlyDictionary<string, Stamp> states, Touch? deletion)
    {
        var announcers = client.World.Announcers.Where(announcer => announcer.Takes(change)).ToArray();
        var announcer = announcers[client.Random.Next(announcers.Length)];
        if (await TryAnnounceAsync(client, instance, announcer, change, states))
        {
            deletion?.EndAt(TimeProvider.System.GetTimestamp());
            return;
        }

        client.World.Redeliveries.Enqueue(RedeliverAsync(client, announcer, change, states, deletion));
    }

    // As an upstream does: again until it is taken, by whoever takes it, while everything else goes on.
    private static async Task RedeliverAsync(
        ConsistencyClient client, IAnnouncer announcer, Change change, IReadOnlyDictionary<string, Stamp> states, Touch? deletion)
    {
        for (var tried = 0; tried < MostRedeliveries; tried++)
        {
            await Task.Delay(BetweenRedeliveries, TimeProvider.System);
            if (client.World.Fleet.Pick(Random.Shared) is { } instance && await TryAnnounceAsync(client, instance, announcer, change, states))
            {
                deletion?.EndAt(TimeProvider.System.GetTimestamp());
                return;
            }
        }

        client.World.Checker.Violations.Add(Rule.Refused, $"{change.Type} {change.Subject}: nobody has taken it, {MostRedeliveries} times.");
    }

    private static async Task<bool> TryAnnounceAsync(
        ConsistencyClient client, Instance instance, IAnnouncer announcer, Change change, IReadOnlyDictionary<string, Stamp> states)
    {
        var world = client.World;
        var start = TimeProvider.System.GetTimestamp();
        var touch = world.Checker.Touches.Begin(start, change.Stale);
        var announced = await client.TryAsync(instance, graph => announcer.AnnounceAsync(graph, change), "was told of a change");
        var end = TimeProvider.System.GetTimestamp();
        touch.EndAt(end);
        if (announced is not { IsAcknowledged: true })
        {
            Refused(world, instance, announced, start, end);
            return false;
        }

        world.CountAcknowledged();
        world.Positions.See(client.Number, instance.Name, announced.Position);
        foreach (var key in change.Stale)
        {
            // What was fetched before may stay where it has the announced version; everything else is as new as the announcement.
            var state = key == change.Versioned && announcer.KeepsAnnouncedVersion ? change.Version!.Value : states[key].Number;
            world.Checker.Acknowledge(new Acknowledgement(instance.Name, key, state, start, end, announced.Position));
        }

        return true;
    }

    private static void Refused(ConsistencyWorld world, Instance instance, Announced? announced, long start, long end)
    {
        if (announced is null)
        {
            return; // it has died
        }

        world.CountRefused();
        if (!announced.IsUnavailable || !world.Faults.Excuse(start, end))
        {
            world.Checker.Violations.Add(Rule.Refused, $"{instance.Name} after {CheckerOptions.Between(start, end).TotalMilliseconds:F0} ms: {announced.Text}");
        }
    }
}
