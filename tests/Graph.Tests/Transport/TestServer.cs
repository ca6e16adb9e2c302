using Graph.Execution.WarmUp;
using Graph.HttpCaching;
using Graph.Security;
using Graph.Tests.Execution;
using Graph.Transport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Graph.Tests.Transport;

/// <summary>The transport over a small graph, on a real port.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestServer(WebApplication app, TestGraph graph)
    {
        _app = app;
        Graph = graph;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public TestGraph Graph { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<TestServer> StartAsync(TestGraph graph, string url = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateSlimBuilder();
        graph.Settings.TryAdd("Authentication:SigningKeys:0", "a-key-so-that-no-start-warns-that-there-is-none");
        graph.AddTo(builder.Services);
        builder.Services.AddHttpCaching().AddTransport().AddSecurity();
        var app = builder.Build();
        app.Urls.Add(url);
        app.UseTransport();
        app.MapGraphQL();
        await app.StartAsync();
        // The warm-up runs beside the first requests; without this its own trace id, loads and log lines mix with a test's.
        await app.Services.GetRequiredService<WarmUpService>().ExecuteTask!;
        return new TestServer(app, graph);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
