using Graph.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Graph.FunctionalTests.Edge;

/// <summary>Holds answers of the graph that are finished already, on their way to the proxy.</summary>
internal sealed class SendGate : IStartupFilter
{
    private readonly TaskCompletionSource _holding = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the query has that is held.</summary>
    public const string Held = "query Held";

    /// <summary>Completes when an answer is held.</summary>
    public Task Holding => _holding.Task.WaitAsync(Patience.Limit);

    public void Open() => _opened.TrySetResult();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(HoldAsync);
        next(app);
    };

    private async Task HoldAsync(HttpContext context, RequestDelegate next)
    {
        if (!((string?)context.Request.Query["query"] ?? "").StartsWith(Held, StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        var sent = context.Response.Body;
        using var held = new MemoryStream();
        context.Response.Body = held;
        await next(context);
        await context.Response.BodyWriter.FlushAsync();
        _holding.TrySetResult();
        await _opened.Task.WaitAsync(context.RequestAborted);
        context.Response.Body = sent;
        await sent.WriteAsync(held.ToArray(), context.RequestAborted);
    }
}
