using Graph.TestKit.Stub;
using Graph.Upstreams.Embedded;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Graph.TestKit.Server;

/// <summary>The real graph in this process, on a free loopback port, with a stub of its upstreams.</summary>
/// <remarks>Its metrics are the process's, so those of other servers mix in: tests of metrics use <see cref="GraphProcess"/>.</remarks>
public sealed class GraphServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly StubUpstreams? _upstreams;

    private GraphServer(WebApplication app, StubUpstreams? upstreams, CapturedLogs logs)
    {
        _app = app;
        _upstreams = upstreams;
        Logs = logs;
        Client = new GraphClient(new Uri(app.Urls.Single()));
    }

    public StubUpstreams Upstreams => _upstreams ?? throw new InvalidOperationException("This graph was started without a stub.");

    /// <summary>Where the embedded services listen, if the graph has started any.</summary>
    public Task<Uri> EmbeddedAddress => _app.Services.GetRequiredService<EmbeddedUpstreamsService>().Address;

    public CapturedLogs Logs { get; }

    /// <summary>What it is made of, for tests that go in by another door than HTTP.</summary>
    public IServiceProvider Services => _app.Services;

    public GraphClient Client { get; }

    public static async Task<GraphServer> StartAsync(GraphServerOptions? options = null)
    {
        options ??= new GraphServerOptions();
        var upstreams = options.WithStub ? await StubUpstreams.StartAsync() : null;
        var logs = new CapturedLogs();
        var app = Program.Build(
            ["--urls", "http://127.0.0.1:0", "--environment", options.Environment, "--contentRoot", AppContext.BaseDirectory],
            builder => Configure(builder, options, upstreams, logs));
        await app.StartAsync();
        var server = new GraphServer(app, upstreams, logs);
        await Patience.UntilAsync(server.IsReadyAsync, () => $"The graph is not ready:{Environment.NewLine}{string.Join(Environment.NewLine, logs.Lines)}");
        return server;
    }

    /// <summary>Starts with settings on top of the defaults.</summary>
    public static Task<GraphServer> StartAsync(params (string Key, string Value)[] settings) =>
        StartAsync(new GraphServerOptions().With(settings));

    /// <summary>Stops it as a signal does.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        if (_upstreams is not null)
        {
            await _upstreams.DisposeAsync();
        }
    }

    private static void Configure(WebApplicationBuilder builder, GraphServerOptions options, StubUpstreams? upstreams, CapturedLogs logs)
    {
        var settings = new Dictionary<string, string?>(Patience.Settings, StringComparer.OrdinalIgnoreCase)
        {
            ["Logging:LogLevel:Default"] = "Debug",
            ["Logging:Console:LogLevel:Default"] = "None",
        };
        if (upstreams is not null)
        {
            settings["Upstreams:BaseAddress"] = upstreams.Address.ToString();
        }

        foreach (var (key, value) in options.Settings)
        {
            settings[key] = value;
        }

        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders().AddProvider(logs);
        if (options.Time is { } time)
        {
            builder.Services.AddSingleton(time);
        }

        options.Configure?.Invoke(builder);
    }

    private async Task<bool> IsReadyAsync()
    {
        using var answer = await Client.Http.GetAsync("/health/ready");
        return answer.IsSuccessStatusCode;
    }
}
