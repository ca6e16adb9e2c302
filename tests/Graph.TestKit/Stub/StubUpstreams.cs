using System.Collections.Concurrent;
using Graph.TestKit.Stub.Chaos;
using Graph.TestKit.Stub.Endpoints;
using Graph.TestKit.Stub.Writes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Graph.TestKit.Stub;

/// <summary>A second implementation of the upstream contract, over data in memory, that counts calls and fails on command.</summary>
/// <remarks>Strict where the contract is: more than 100 ids, a <c>first</c> over 100, an id twice or an unknown parameter is a 400.</remarks>
public sealed class StubUpstreams : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _foreign = new();

    private StubUpstreams(WebApplication app)
    {
        _app = app;
        Writes = new StubWrites(Data, Ledger);
    }

    public StubData Data { get; } = new();

    /// <summary>Every write that was really made.</summary>
    public StubLedger Ledger { get; } = new();

    /// <summary>Lets calls of all services go wrong at random, from when it is set.</summary>
    public StubChaos? Chaos { get; set; }

    /// <summary>Calls that came with a token of someone else than they were about: always a leak.</summary>
    public IReadOnlyList<string> CallsWithForeignTokens => [.. _foreign];

    public StubService Products { get; } = new("products");

    public StubService Inventory { get; } = new("inventory");

    public StubService Reviews { get; } = new("reviews");

    public StubService Users { get; } = new("users");

    public StubService Carts { get; } = new("carts");

    public StubService Recommendations { get; } = new("recommendations");

    public StubService Analytics { get; } = new("analytics");

    internal StubWrites Writes { get; }

    public IReadOnlyList<StubService> Services => [Products, Inventory, Reviews, Users, Carts, Recommendations, Analytics];

    public Uri Address => new(_app.Urls.Single());

    /// <summary>False for long runs, in which nobody looks at single calls.</summary>
    public bool KeepsCalls
    {
        set
        {
            foreach (var service in Services)
            {
                service.KeepsCalls = value;
            }
        }
    }

    /// <summary>Calls of all services since the last <see cref="ForgetCalls"/>.</summary>
    public int CallCount => Services.Sum(service => service.CallCount);

    public IReadOnlyList<string> Paths => [.. Services.SelectMany(service => service.Paths)];

    public static async Task<StubUpstreams> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Logging.ClearProviders();
        var stub = new StubUpstreams(builder.Build());
        stub.Map();
        await stub._app.StartAsync();
        return stub;
    }

    public void ForgetCalls()
    {
        foreach (var service in Services)
        {
            service.ForgetCalls();
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Map()
    {
        _app.Use(async (context, next) =>
        {
            var name = context.Request.Path.Value!.Split('/')[1];
            if (Services.SingleOrDefault(service => service.Name == name) is { } service)
            {
                NoteForeignToken(context.Request);
                await HandleAsync(service, context, next);
            }
            else
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
            }
        });
        _app.UseRouting();
        ProductEndpoints.Map(_app, this);
        InventoryEndpoints.Map(_app, this);
        ReviewEndpoints.Map(_app, this);
        UserEndpoints.Map(_app, this);
        CartEndpoints.Map(_app, this);
        RecommendationEndpoints.Map(_app, this);
        AnalyticsEndpoints.Map(_app, this);
    }

    private async Task HandleAsync(StubService service, HttpContext context, RequestDelegate next)
    {
        try
        {
            await service.HandleAsync(context, Chaos is { } chaos ? called => MeetAsync(chaos, called, next) : next);
        }
        catch (BadHttpRequestException refused)
        {
            context.Response.StatusCode = refused.StatusCode;
            await context.Response.WriteAsync(refused.Message, context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The graph has given up on this call.
        }
    }

    private Task MeetAsync(StubChaos chaos, HttpContext context, RequestDelegate next)
    {
        var (mishap, wait) = chaos.Next(context.Request);
        if (mishap is StubMishap.WrittenByAnother)
        {
            Touch(context.Request);
        }

        return StubChaosRunner.RunAsync(mishap, wait, context, next);
    }

    private void Touch(HttpRequest request)
    {
        switch (request.Path.Value!.Split('/'))
        {
            case [_, "carts", var id, ..]:
                Writes.RunUnannounced(write => CartEndpoints.Touch(write, id));
                break;
            case [_, "users", var id, "preferences"]:
                Writes.RunUnannounced(write => UserEndpoints.TouchPreferences(write, id));
                break;
            default:
                break;
        }
    }

    private void NoteForeignToken(HttpRequest request)
    {
        var about = request.Path.Value!.Split('/') is [_, "users", var id, _] ? id : (string?)request.Query["ownerId"];
        if (about is not null && BearerSubject.Of(request) is { } subject && subject != about)
        {
            _foreign.Enqueue($"{request.Method} {request.Path}{request.QueryString} with a token of {subject}");
        }
    }
}
