using System.Net;
using Graph.Upstreams.Events;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Graph.Upstreams;

/// <summary>
/// The reference upstreams inside another process: real HTTP on a free loopback port, and an application of their own that reads nothing of
/// the host's configuration, arguments or environment, and takes no signals.
/// </summary>
public sealed class UpstreamsHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private UpstreamsHost(WebApplication app)
    {
        _app = app;
        BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    /// <summary>Where all seven services listen, such as <c>http://127.0.0.1:40123</c>.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Starts the services; they are seeded and ready when this returns.</summary>
    /// <param name="options">Settings; a wrong one is an <see cref="Microsoft.Extensions.Options.OptionsValidationException"/> that lists all.</param>
    /// <param name="timeProvider">Default: the system's.</param>
    /// <param name="loggerFactory">Default: nothing is logged.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    public static async Task<UpstreamsHost> StartAsync(
        UpstreamsOptions options, TimeProvider? timeProvider = null, ILoggerFactory? loggerFactory = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(UpstreamsHost).Assembly.GetName().Name });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        if (loggerFactory is not null)
            builder.Services.AddSingleton(loggerFactory);

        var app = builder.AddUpstreams(options.Validated(), timeProvider ?? TimeProvider.System).Build().MapUpstreams();
        try
        {
            await app.StartAsync(cancellationToken);
            return new UpstreamsHost(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends change events to <paramref name="url"/> from now on, for a graph that knows its own address only once it listens.</summary>
    /// <param name="url">The graph's events endpoint.</param>
    /// <param name="secret">What deliveries are signed with; null: nothing.</param>
    /// <param name="services">Whose events and heartbeats are sent, such as <c>carts</c>: elsewhere the graph asks others. Default: all.</param>
    public void SendEventsTo(Uri url, string? secret, IReadOnlyCollection<string>? services = null)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (!EventsOptions.IsHttp(url))
            throw new ArgumentException("The URL of the graph's events endpoint is an absolute http or https URL.", nameof(url));
        _app.Services.GetRequiredService<EventTarget>().Set(url, secret, services);
    }

    /// <summary>Stops the services and removes a temporary database.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
