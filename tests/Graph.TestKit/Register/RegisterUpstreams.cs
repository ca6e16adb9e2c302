using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Graph.TestKit.Register;

/// <summary>Products, inventory and reviews of which every state has a number, as services that are slow at times: an answer is read in one
/// moment, and sent in a later one.</summary>
/// <remarks>The first segment of a path names the caller: give each instance a base address of its own (<see cref="AddressFor"/>).</remarks>
public sealed class RegisterUpstreams : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly RegisterOptions _options;
    private readonly Random _random;
    private readonly Lock _drawing = new();
    private readonly RunningCalls _running;
    private int _calls;

    private RegisterUpstreams(WebApplication app, RegisterOptions options)
    {
        (_app, _options, _random) = (app, options, new Random(options.Seed));
        Truth = new RegisterTruth(options.ProductIds);
        _running = new RunningCalls(overlap => Overlapped?.Invoke(overlap));
    }

    /// <summary>One key was in two calls of one caller at a time; called under a lock.</summary>
    public event Action<UpstreamOverlap>? Overlapped;

    /// <summary>A caller is about to be sent a state: what it was when it was read.</summary>
    public event Action<string, string, Stamp>? Answered;

    public RegisterTruth Truth { get; }

    /// <summary>Calls so far.</summary>
    public int Calls => Volatile.Read(ref _calls);

    public static async Task<RegisterUpstreams> StartAsync(RegisterOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Logging.ClearProviders();
        var upstreams = new RegisterUpstreams(builder.Build(), options);
        upstreams.Map();
        await upstreams._app.StartAsync();
        return upstreams;
    }

    /// <summary>The base address by which a caller is known.</summary>
    public Uri AddressFor(string caller) => new($"{_app.Urls.Single()}/{caller}");

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Map()
    {
        _app.UseRouting();
        foreach (var endpoint in RegisterEndpoints.All)
        {
            _app.MapMethods("/{caller}" + endpoint.Path, [endpoint.Method], context => AnswerAsync(context, endpoint));
        }
    }

    private async Task AnswerAsync(HttpContext context, RegisterEndpoint endpoint)
    {
        Interlocked.Increment(ref _calls);
        var request = new RegisterRequest(context.Request, await ReadBodyAsync(context.Request));
        var call = _running.Begin(request.Caller, endpoint.Resources(request));
        var wasAnswered = false;
        try
        {
            var plan = Draw(isRead: HttpMethods.IsGet(context.Request.Method));
            await Task.Delay(plan.Before, TimeProvider.System, context.RequestAborted);
            var reply = plan.Failure is { } failure ? new RegisterReply(failure) : endpoint.Answer(request, Truth);
            await Task.Delay(plan.After, TimeProvider.System, context.RequestAborted);
            wasAnswered = reply.Status != 0 && !context.RequestAborted.IsCancellationRequested;
            Note(request.Caller, reply);
            _running.End(call, wasAnswered); // before the caller can know
            call = null;
            await reply.SendAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has given up, or died.
        }
        finally
        {
            if (call is not null)
            {
                _running.End(call, wasAnswered);
            }
        }
    }

    private AnswerPlan Draw(bool isRead)
    {
        lock (_drawing)
        {
            return AnswerPlan.Draw(_random, _options, isRead);
        }
    }

    private void Note(string caller, RegisterReply reply)
    {
        foreach (var (key, stamp) in reply.Read)
        {
            Answered?.Invoke(caller, key, stamp);
        }
    }

    private static async Task<JsonElement> ReadBodyAsync(HttpRequest request) =>
        request.ContentLength is > 0 || request.Headers.TransferEncoding.Count > 0
            ? await JsonSerializer.DeserializeAsync<JsonElement>(request.Body, cancellationToken: request.HttpContext.RequestAborted)
            : default;
}
