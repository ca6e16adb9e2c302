using Graph.TestKit;
using Graph.TestKit.Redis;
using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Redis;

/// <summary>Two graphs over one real Redis and one upstream.</summary>
internal sealed class TwoGraphs : IAsyncDisposable
{
    private TwoGraphs(RedisServer redis, GraphServer one, GraphServer other) => (Redis, One, Other) = (redis, one, other);

    public RedisServer Redis { get; }

    public GraphServer One { get; }

    public GraphServer Other { get; }

    /// <summary>Calls of the upstream by both.</summary>
    public int Calls => One.Upstreams.CallCount;

    public static async Task<TwoGraphs> StartAsync(params (string Key, string Value)[] settings)
    {
        var redis = await RedisServer.StartAsync();
        var both = settings.Append(("Redis:Configuration", redis.Configuration)).ToArray();
        var one = await GraphServer.StartAsync(both);
        var other = await GraphServer.StartAsync(new GraphServerOptions { WithStub = false }.With(
            [.. both, ("Upstreams:BaseAddress", one.Upstreams.Address.ToString())]));
        var graphs = new TwoGraphs(redis, one, other);
        await graphs.BothReadyAsync();
        return graphs;
    }

    /// <summary>Waits until values that were read have got to Redis.</summary>
    public Task UntilKeptAsync(int values) => Patience.UntilAsync(
        async () => await KeptAsync() >= values, () => $"fewer than {values} values have got to Redis");

    public async Task<int> KeptAsync() => ((object?[])(await Redis.CommandAsync("KEYS", "graph:entity:*"))!).Length;

    /// <summary>How often a command has run in Redis, by itself or in a script.</summary>
    public async Task<int> CommandsAsync(string command)
    {
        var statistics = (string)(await Redis.CommandAsync("INFO", "commandstats"))!;
        var line = statistics.Split("\r\n").FirstOrDefault(line => line.StartsWith($"cmdstat_{command}:calls=", StringComparison.Ordinal));
        return line is null ? 0 : int.Parse(line.Split('=', ',')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await Other.DisposeAsync();
        await One.DisposeAsync();
        await Redis.DisposeAsync();
    }

    private async Task BothReadyAsync()
    {
        foreach (var graph in (GraphServer[])[One, Other])
        {
            await Patience.UntilAsync(
                async () => (await graph.Client.Http.GetAsync("/health/ready")).IsSuccessStatusCode, () => "a graph did not get ready");
        }
    }
}
