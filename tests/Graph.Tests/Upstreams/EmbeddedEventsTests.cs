using Graph.Telemetry;
using Graph.Upstreams;
using Graph.Upstreams.Embedded;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Graph.Tests.Upstreams;

public sealed class EmbeddedEventsTests : IAsyncDisposable
{
    private const string Own = "http://127.0.0.1:5000";
    private const string NoAddress = "Upstreams:Users:BaseAddress=http://users.example";

    private readonly FakeEmbedded _embedded = new(new Uri("http://127.0.0.1:1"));
    private readonly LogLines _lines = new();

    public async ValueTask DisposeAsync()
    {
        _lines.Dispose();
        await _embedded.DisposeAsync();
    }

    [Theory]
    [InlineData("secret", false)]
    [InlineData("secret", true)]
    [InlineData(null, true)]
    public async Task Started_EventsAreTaken_SendsThoseOfTheUpstreamsItStandsInFor(string? secret, bool takesUnsigned)
    {
        await StartAsync(new EmbeddedEvents("/events", secret, takesUnsigned), Own, NoAddress);

        Assert.Equal((new Uri($"{Own}/events"), secret, "Products,Carts"), _embedded.Events);
        Assert.Equal((1, 0), (_lines.Count(EventIds.EmbeddedEventsSent), _lines.Count(EventIds.EmbeddedEventsOff)));
        Assert.DoesNotContain(_lines.Texts, line => line.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Started_NoSecretOutsideOfDevelopment_SaysWhatIsMissing()
    {
        await StartAsync(new EmbeddedEvents("/events", Secret: null, TakesUnsigned: false), Own, NoAddress);

        Assert.Null(_embedded.Events);
        Assert.Contains(_lines.Texts, line => line.Contains("Events:Secret is missing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Started_NoLoopbackAddress_SaysWhy()
    {
        await StartAsync(new EmbeddedEvents("/events", "secret", TakesUnsigned: true), "https://127.0.0.1:5001", NoAddress);

        Assert.Null(_embedded.Events);
        Assert.Contains(_lines.Texts, line => line.Contains("the graph listens on https://127.0.0.1:5001", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Started_AllHaveAddresses_SaysNothing()
    {
        await StartAsync(new EmbeddedEvents("/events", Secret: null, TakesUnsigned: false), Own, "Upstreams:BaseAddress=http://all.example");

        Assert.Null(_embedded.Events);
        Assert.Empty(_lines.Texts);
    }

    private async Task StartAsync(EmbeddedEvents events, string listensOn, string setting)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = Environments.Development });
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create(setting.Split('=')[0], (string?)setting.Split('=')[1])]);
        builder.Services.AddUpstreams().AddUpstream("Products").AddUpstream("Users").AddUpstream("Carts");
        builder.Services.Replace(ServiceDescriptor.Singleton<IEmbeddedUpstreams>(_embedded));
        builder.Services.AddSingleton(events).AddSingleton<IServer>(new ListeningServer(listensOn));
        builder.Logging.AddProvider(_lines).AddFilter("Microsoft", LogLevel.None);
        builder.Logging.AddFilter((_, category, _) => category == typeof(EmbeddedEventsService).FullName);
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    private sealed class ListeningServer : IServer
    {
        public ListeningServer(string address)
        {
            var addresses = new ServerAddressesFeature();
            addresses.Addresses.Add(address);
            Features.Set<IServerAddressesFeature>(addresses);
        }

        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken) where TContext : notnull =>
            Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
