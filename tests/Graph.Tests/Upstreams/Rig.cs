using Graph.Domains.Abstractions;
using Graph.Upstreams;
using Graph.Upstreams.Resilience;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Graph.Tests.Upstreams;

/// <summary>One upstream client as the program puts it together, before a stub, with a fake clock and a seeded jitter.</summary>
internal sealed class Rig : IAsyncDisposable
{
    /// <summary>How long a test waits for what must happen before it fails.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly IHost _host;

    private Rig(StubUpstream stub, IHost host, string name)
    {
        Stub = stub;
        _host = host;
        Name = name;
        Upstream = host.Services.GetRequiredService<IUpstreams>().Get(name);
    }

    public StubUpstream Stub { get; }

    /// <summary>Unique, so that metrics of other tests are not taken for this one's.</summary>
    public string Name { get; }

    public IUpstream Upstream { get; }

    public RecordingTimeProvider Time => (RecordingTimeProvider)_host.Services.GetRequiredService<TimeProvider>();

    public LogLines Logs => _host.Services.GetRequiredService<LogLines>();

    /// <param name="settings">Below <c>Upstreams:&lt;Name&gt;</c>, e.g. <c>Retry:MaxAttempts=0</c>.</param>
    public static Task<Rig> StartAsync(params string[] settings) => StartAsync(settings, (_, _) => { });

    /// <param name="settings">The same; one that names <c>BaseAddress</c> has the client call another server than the stub.</param>
    /// <param name="customize">What else to put into the host, by the upstream's name.</param>
    public static async Task<Rig> StartAsync(string[] settings, Action<IServiceCollection, string> customize)
    {
        var stub = await StubUpstream.StartAsync();
        var name = "U" + Guid.NewGuid().ToString("N")[..8];
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = Environments.Production });
        builder.Configuration.AddInMemoryCollection(
            settings.Append($"BaseAddress={stub.Address}").Select(setting => setting.Split('=', 2)).DistinctBy(setting => setting[0])
                .Select(setting => KeyValuePair.Create($"Upstreams:{name}:{setting[0]}", (string?)setting[1])));

        var time = new RecordingTimeProvider { Timeouts = { TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(8) } };
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<LogLines>();
        builder.Services.AddSingleton<ILoggerProvider>(services => services.GetRequiredService<LogLines>());
        builder.Logging.SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddUpstreams().AddUpstream(name);
        customize(builder.Services, name);
        builder.Services.Replace(ServiceDescriptor.Singleton(new RetryRandom(new Random(20_250_101))));
        return new Rig(stub, builder.Build(), name);
    }

    public Task<LoadResult<Item>> GetAsync(FetchContext? fetch = null, string path = "/items/7") =>
        Upstream.GetAsync(UpstreamPath.Of("/items/{id}", path[7..]), ItemJson.Default.Item, fetch ?? new TestFetch()).AsTask().WaitAsync(Patience);

    public Task<WriteResult<Item>> SendAsync(UpstreamWrite write, WriteContext? context = null) =>
        Upstream.SendAsync(write, ItemJson.Default.Item, context ?? new TestWrite()).AsTask().WaitAsync(Patience);

    public Task<LoadResult<Item>[]> GetManyAsync(params string[] keys) => Upstream.GetManyAsync(
        UpstreamPath.Of("/items").With("ids", keys), keys, "id", ItemJson.Default.Item, new TestFetch()).AsTask().WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await Stub.DisposeAsync();
    }
}
