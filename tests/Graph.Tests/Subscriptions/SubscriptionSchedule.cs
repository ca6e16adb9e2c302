using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Graph.Invalidation;
using Graph.TestKit;
using Graph.TestKit.Stub;

namespace Graph.Tests.Subscriptions;

/// <summary>One run of random steps.</summary>
internal sealed class SubscriptionSchedule(SubscriptionWorld world, Random random)
{
    private const int Steps = 60;

    private static readonly string[] Ids = ["1", "2", "3", "4"];

    private readonly List<WatchingClient> _clients = [];
    private readonly List<(Position At, string Id, int Version)> _announced = [];
    private readonly List<Task> _appending = [];

    public async Task RunAsync()
    {
        for (var step = 0; step < Steps; step++)
        {
            await StepAsync();
        }

        world.Products.Heal();
        await Task.WhenAll(_appending);
        foreach (var id in Ids)
        {
            await AnnounceAsync(id, VersionOf(id)); // what nobody has announced is nobody's to know
        }

        foreach (var client in _clients)
        {
            client.Go();
            await Patience.UntilAsync(
                () => Task.FromResult(client.Ids.All(id => client.Versions.GetValueOrDefault(id) == VersionOf(id))),
                () => $"{client} instead of {string.Join(", ", Ids.Select(id => $"{id}: {VersionOf(id)}"))}");
            await client.DisposeAsync();
            Check(client);
        }
    }

    private Task StepAsync() => random.Next(12) switch
    {
        0 or 1 => JoinAsync(),
        2 => ComeBackAsync(),
        3 => LeaveAsync(),
        4 => PauseAsync(),
        5 => FailAsync(),
        6 => PurgeAsync(),
        7 => RepeatAsync(),
        _ => ChangeAsync(),
    };

    private async Task JoinAsync()
    {
        string[] ids = [.. Ids.Where(_ => random.Next(2) == 0)];
        if (_clients.Count < 8 && ids.Length > 0)
        {
            _clients.Add(await WatchingClient.StartAsync(world, ids));
        }
    }

    /// <summary>Its connection breaks, and it resumes with what it knows by then; sometimes after a while.</summary>
    private async Task ComeBackAsync()
    {
        if (_clients.Count == 0)
        {
            return;
        }

        var gone = _clients[random.Next(_clients.Count)];
        _clients.Remove(gone);
        await gone.DisposeAsync();
        Check(gone);
        for (var meanwhile = random.Next(3); meanwhile > 0; meanwhile--)
        {
            await ChangeAsync();
        }

        _clients.Add(await WatchingClient.StartAsync(world, gone.Ids, gone));
    }

    private async Task LeaveAsync()
    {
        if (_clients.Count > 0)
        {
            var client = _clients[random.Next(_clients.Count)];
            _clients.Remove(client);
            await client.DisposeAsync();
            Check(client);
        }
    }

    private Task PauseAsync()
    {
        if (_clients.Count > 0)
        {
            _clients[random.Next(_clients.Count)].Toggle();
        }

        return Task.CompletedTask;
    }

    private Task FailAsync()
    {
        world.Products.Fail(StubFault.Status(HttpStatusCode.InternalServerError), times: random.Next(1, 4));
        return Task.CompletedTask;
    }

    private async Task PurgeAsync()
    {
        var record = random.Next(3) switch
        {
            0 => new InvalidationRecord([], ["category:hats"], []),
            1 => new InvalidationRecord([], [], ["product:*"]),
            _ => new InvalidationRecord([new KeyInvalidation($"product:{Ids[random.Next(Ids.Length)]}")], [], []),
        };
        await world.Log.AppendAsync(record, CancellationToken.None);
    }

    /// <summary>An announcement comes again, late.</summary>
    private async Task RepeatAsync()
    {
        string id;
        int version;
        lock (_announced)
        {
            if (_announced.Count == 0)
            {
                return;
            }

            (_, id, version) = _announced[random.Next(_announced.Count)];
        }

        await AppendAsync(id, version);
    }

    private async Task ChangeAsync()
    {
        var id = Ids[random.Next(Ids.Length)];
        world.Data.Update(world.Data.Products[id], (JsonObject product) => product["name"] = string.Create(CultureInfo.InvariantCulture, $"Name {random.Next()}"));
        var version = VersionOf(id);
        switch (random.Next(4))
        {
            case 0:
                break; // announced by a later change, or at the end
            case 1:
                _appending.Add(Task.Run(() => AnnounceAsync(id, version)));
                break;
            default:
                await AnnounceAsync(id, version);
                break;
        }
    }

    private async Task AnnounceAsync(string id, int version)
    {
        var at = await AppendAsync(id, version);
        lock (_announced)
        {
            _announced.Add((at, id, version));
        }
    }

    private async Task<Position> AppendAsync(string id, int version) =>
        await world.Log.AppendAsync(new InvalidationRecord([new KeyInvalidation($"product:{id}", version)], [], []), CancellationToken.None);

    private int VersionOf(string id) => world.Data.Read(data => (int)data.Products[id]["version"]!);

    private void Check(WatchingClient client)
    {
        (Position At, string Id, int Version)[] announced;
        lock (_announced)
        {
            announced = [.. _announced];
        }

        foreach (var (id, version, position) in client.Told)
        {
            var promised = announced.Where(record => record.Id == id && record.At <= position).Select(record => record.Version).DefaultIfEmpty().Max();
            Assert.True(version >= promised, $"{id} was told at version {version} with {position}, where {promised} was announced before.");
        }

        Assert.Empty(client.Problems);
    }
}
