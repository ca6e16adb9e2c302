using System.Globalization;
using Graph.ChangeDetection;
using Graph.Cluster;
using Graph.Domains.Abstractions;
using Graph.Invalidation;
using Graph.Tests.Caching;
using Graph.Tests.Upstreams;
using Graph.Upstreams;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Graph.Tests.ChangeDetection;

/// <summary>The feature as the program puts it together, before an upstream over real HTTP, with a fake clock that stands still while
/// anything happens. It looks every second.</summary>
internal sealed class DetectionWorld : IAsyncDisposable
{
    private static readonly TimeSpan[] Timeouts = [TimeSpan.FromSeconds(11), TimeSpan.FromSeconds(13)];

    private readonly IHost _host;

    private DetectionWorld(StubUpstream stub, FeedStub feed, IHost host, RecordingTimeProvider time, ScriptedLeases leases, string name)
    {
        (Stub, Feed, _host, Time, Leases, Name) = (stub, feed, host, time, leases, name);
        Start = time.GetUtcNow();
    }

    public StubUpstream Stub { get; }

    public FeedStub Feed { get; }

    public RecordingTimeProvider Time { get; }

    public ScriptedLeases Leases { get; }

    /// <summary>Unique, so that metrics of other tests are not taken for this one's.</summary>
    public string Name { get; }

    /// <summary>When the graph started, by its own clock.</summary>
    public DateTimeOffset Start { get; }

    public RecordingLog Log => _host.Services.GetRequiredService<RecordingLog>();

    public Pulse Pulse => _host.Services.GetRequiredService<Pulse>();

    public IUpstream Upstream => _host.Services.GetRequiredService<IUpstreams>().Get(Name);

    public LogLines Lines => _host.Services.GetRequiredService<LogLines>();

    /// <summary>What the records have named, each such as <c>thing:a@2 group:x</c>; without those that name nothing.</summary>
    public string[] Told => [.. Log.Records.Where(record => !record.IsEmpty).Select(record => string.Join(' ', [
        .. record.Keys.Select(key => $"{key.Key}@{key.Version}"), .. record.Tags, .. record.Patterns]))];

    /// <summary>The times that were asked for.</summary>
    public DateTimeOffset[] Sinces => [.. Stub.Requests.Select(request =>
        DateTimeOffset.Parse(Uri.UnescapeDataString(request.PathAndQuery.Split("updatedSince=")[1].Split('&')[0]), CultureInfo.InvariantCulture))];

    /// <summary>Ends when nothing is watched any more.</summary>
    public Task Watching => _host.Services.GetServices<IHostedService>().OfType<ChangeDetectionService>().Single().ExecuteTask!;

    public static Task<DetectionWorld> StartAsync(params string[] settings) => StartAsync(new WorldSettings { Settings = settings });

    public static async Task<DetectionWorld> StartAsync(WorldSettings settings)
    {
        var stub = await StubUpstream.StartAsync();
        var time = new RecordingTimeProvider { Timeouts = { Timeouts[0], Timeouts[1] } };
        var feed = new FeedStub { Clock = () => time.GetUtcNow() + settings.Skew };
        stub.Otherwise = feed.AnswerAsync;
        var name = "U" + Guid.NewGuid().ToString("N")[..8];
        var leases = new ScriptedLeases();
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = Environments.Production });
        string[] all =
        [
            .. settings.Settings, $"BaseAddress={stub.Address}", "Timeout:Attempt=00:00:11", "Timeout:Total=00:00:13", "DetectChanges:Every=00:00:01",
        ];
        builder.Configuration.AddInMemoryCollection(all.Select(setting => setting.Split('=', 2)).DistinctBy(setting => setting[0]).Select(setting => KeyValuePair.Create(
            setting[0].StartsWith("Invalidation", StringComparison.Ordinal) ? setting[0] : $"Upstreams:{name}:{setting[0]}", (string?)setting[1])));
        builder.Logging.SetMinimumLevel(LogLevel.Debug);
        builder.Services
            .AddSingleton<TimeProvider>(time)
            .AddSingleton<LogLines>()
            .AddSingleton<ILoggerProvider>(services => services.GetRequiredService<LogLines>())
            .AddSingleton<ILeases>(leases)
            .AddSingleton(settings.Watermarks)
            .AddSingleton<MemoryInvalidationLog>()
            .AddSingleton<RecordingLog>()
            .AddSingleton<IInvalidationLog>(services => services.GetRequiredService<RecordingLog>())
            .AddSingleton(services => Events(services.GetRequiredService<SecretIds>()))
            .AddSingleton(services => Feeds(services.GetRequiredService<IUpstreams>().Get(name), settings.IsOfAll))
            .AddUpstreams().AddUpstream(name).AddChangeDetection();
        builder.AddCluster().AddInvalidation();
        var world = new DetectionWorld(stub, feed, builder.Build(), time, leases, name);
        settings.Before?.Invoke(world);
        await world._host.StartAsync(TestContext.Current.CancellationToken);
        return world;
    }

    /// <summary>Waits until a look has ended, and says how long the pause is that follows.</summary>
    public Task<TimeSpan> RestsAsync() => Time.NextDelayAsync();

    /// <summary>Lets a pause pass, waits for the look that follows it, and says how long the next pause is.</summary>
    public Task<TimeSpan> LooksAgainAsync(TimeSpan pause)
    {
        Time.Advance(pause);
        return RestsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await Stub.DisposeAsync();
    }

    private static EventMap Events(SecretIds ids)
    {
        var events = new EventMap(ids);
        events.Add("thing.changed", "Tests", (change, stale) =>
        {
            if (change.Subject == "defect")
            {
                throw new InvalidOperationException("a secret");
            }

            stale.Changed(CacheWorld.Things, change);
            _ = change["group"] is { } group ? stale.Tag("group:" + group) : stale.All(CacheWorld.Lists);
        });
        return events;
    }

    private static ChangeFeeds Feeds(IUpstream upstream, bool isOfAll)
    {
        var feeds = new ChangeFeeds();
        feeds.Add(new ChangeFeed(upstream, "/things", "thing.changed", "id", ["group"], isOfAll));
        return feeds;
    }
}
