using Graph.Upstreams.Http;

namespace Graph.Upstreams.Faults;

/// <summary>Applies the fault in force to a service's request: first the wait, then the cut connection or the error.</summary>
internal sealed class FaultMiddleware(RequestDelegate next, FaultRegistry faults, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (ServiceNames.Of(context.Request) is not { } service || faults.Find(service) is not { } fault)
            await next(context);
        else if (!fault.AfterWrite)
            await StrikeBeforeAsync(context, fault);
        else if (HttpMethods.IsGet(context.Request.Method))
            await next(context);
        else
            await StrikeAfterAsync(context, fault);
    }

    private async Task StrikeBeforeAsync(HttpContext context, Fault fault)
    {
        if (!await StrikeAsync(context, fault))
            await next(context);
    }

    // The write runs to its end, its answer into a buffer; then the fault decides whether the caller gets to see it.
    private async Task StrikeAfterAsync(HttpContext context, Fault fault)
    {
        var body = context.Response.Body;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
        }

        if (!await StrikeAsync(context, fault))
            await body.WriteAsync(answer.GetBuffer().AsMemory(0, (int)answer.Length), context.RequestAborted);
    }

    /// <summary>True when the request has got its (bad) answer.</summary>
    private async Task<bool> StrikeAsync(HttpContext context, Fault fault)
    {
        if (fault.LatencyMs > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(fault.LatencyMs), time, context.RequestAborted);
        if (Happens(fault.ResetRate))
        {
            context.Abort();
            return true;
        }

        if (!Happens(fault.ErrorRate))
            return false;
        context.Response.Clear();
        await Answer.Of(new Problem("injected-fault", "Injected fault", fault.Status, $"A fault is in force for {fault.Service} (see /faults)."))
            .ExecuteAsync(context);
        return true;
    }

    private static bool Happens(double rate) => rate > 0 && Random.Shared.NextDouble() < rate;
}
