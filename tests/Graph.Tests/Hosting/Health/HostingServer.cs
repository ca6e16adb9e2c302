using System.Net;
using System.Net.Http.Headers;
using Graph.Hosting;
using Graph.Hosting.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Graph.Tests.Hosting.Health;

/// <summary>Nothing but hosting and health, on a real port, with the clock in the test's hands.</summary>
internal sealed class HostingServer : IAsyncDisposable
{
    public static readonly TimeSpan DrainDelay = TimeSpan.FromSeconds(5);

    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private HostingServer(WebApplication app, TimerWatch time)
    {
        _app = app;
        Time = time;
        _client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public TimerWatch Time { get; }

    public static async Task<HostingServer> StartAsync(params IReadinessCondition[] conditions)
    {
        var time = new TimerWatch();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Configuration["Hosting:DrainDelay"] = DrainDelay.ToString();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Logging.ClearProviders();
        builder.AddHosting();
        foreach (var condition in conditions)
        {
            builder.Services.AddSingleton(condition);
        }

        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapHealth();
        await app.StartAsync();
        return new HostingServer(app, time);
    }

    public async Task<(HttpStatusCode Status, string Body, HttpResponseHeaders Headers)> GetAsync(string path)
    {
        using var response = await _client.GetAsync(path, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response.Headers);
    }

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }
}
