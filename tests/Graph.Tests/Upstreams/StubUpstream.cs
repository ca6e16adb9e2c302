using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Graph.Tests.Upstreams;

/// <summary>A real server on a free port that answers as the test says, and keeps what it was asked.</summary>
internal sealed class StubUpstream : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<RequestDelegate> _script = new();
    private readonly CancellationTokenSource _end = new();

    private StubUpstream(WebApplication app)
    {
        _app = app;
        app.Run(AnswerAsync);
    }

    public Uri Address => new(_app.Urls.Single());

    public ConcurrentQueue<StubRequest> Requests { get; } = new();

    /// <summary>Completed for each request that comes, in order.</summary>
    public SemaphoreSlim Arrived { get; } = new(0);

    /// <summary>What is answered when the script is at its end.</summary>
    public RequestDelegate Otherwise { get; set; } = Json("{}");

    public static async Task<StubUpstream> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        var stub = new StubUpstream(builder.Build());
        await stub._app.StartAsync();
        return stub;
    }

    public static RequestDelegate Json(string body, int status = 200) => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = status < 400 ? "application/json" : "application/problem+json";
        await context.Response.WriteAsync(body);
    };

    public static RequestDelegate Status(int status, string? retryAfter = null) => context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        return Task.CompletedTask;
    };

    /// <summary>Ends the connection without an answer.</summary>
    public static RequestDelegate Abort => context =>
    {
        context.Abort();
        return Task.CompletedTask;
    };

    /// <summary>Ends the connection within the answer's body.</summary>
    public static RequestDelegate Truncated(int status = 200) => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentLength = 1000;
        await context.Response.Body.WriteAsync("{\"id\": "u8.ToArray());
        await context.Response.Body.FlushAsync();
        context.Abort();
    };

    /// <summary>Does not answer until the caller hangs up or the test ends.</summary>
    public RequestDelegate Hang => async context =>
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _end.Token);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ended.Token).ContinueWith(_ => { }, TaskScheduler.Default);
    };

    public StubUpstream Then(RequestDelegate answer, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            _script.Enqueue(answer);
        }

        return this;
    }

    public Task ArrivesAsync() => Arrived.WaitAsync(TestContext.Current.CancellationToken).WaitAsync(Rig.Patience);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _app.DisposeAsync();
        _end.Dispose();
        Arrived.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body);
        Requests.Enqueue(new StubRequest(
            context.Request.Method,
            context.Request.Path + context.Request.QueryString,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await body.ReadToEndAsync()));
        var answer = _script.TryDequeue(out var scripted) ? scripted : Otherwise;
        Arrived.Release();
        await answer(context);
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
