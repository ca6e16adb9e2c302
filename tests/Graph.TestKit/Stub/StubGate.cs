using Microsoft.AspNetCore.Http;

namespace Graph.TestKit.Stub;

/// <summary>Holds calls until it is opened: what a test uses instead of slow answers.</summary>
public sealed class StubGate(bool afterReading)
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly TaskCompletionSource _holding = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the first call is held: with its answer read, if answers are.</summary>
    public Task Holding => _holding.Task.WaitAsync(Patience.Limit);

    public void Open() => _opened.TrySetResult();

    internal async Task PassAsync(HttpContext context, RequestDelegate answer)
    {
        if (!afterReading)
        {
            _holding.TrySetResult();
            await _opened.Task.WaitAsync(context.RequestAborted);
            await answer(context);
            return;
        }

        var sent = context.Response.Body;
        using var held = new MemoryStream();
        context.Response.Body = held;
        await answer(context);
        _holding.TrySetResult();
        await _opened.Task.WaitAsync(context.RequestAborted);
        context.Response.Body = sent;
        await sent.WriteAsync(held.ToArray(), context.RequestAborted);
    }
}
