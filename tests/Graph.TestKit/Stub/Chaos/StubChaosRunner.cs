using Microsoft.AspNetCore.Http;

namespace Graph.TestKit.Stub.Chaos;

/// <summary>Carries a call out with what befalls it.</summary>
internal static class StubChaosRunner
{
    public static async Task RunAsync(StubMishap mishap, TimeSpan wait, HttpContext context, RequestDelegate answer)
    {
        switch (mishap)
        {
            case StubMishap.Latency:
                await AnswerAsync(context, answer, wait);
                break;
            case StubMishap.NeverAnswered:
                await UntilGivenUpAsync(context);
                break;
            case StubMishap.ResetBefore:
                context.Abort();
                break;
            case StubMishap.ErrorBefore:
                context.Response.StatusCode = wait.Ticks % 2 == 0
                    ? StatusCodes.Status500InternalServerError
                    : StatusCodes.Status503ServiceUnavailable;
                break;
            case StubMishap.None or StubMishap.WrittenByAnother:
                await answer(context);
                break;
            default:
                await LoseAnswerAsync(mishap, context, answer);
                break;
        }
    }

    // Half of the wait before it is carried out and half after: a caller that dies meanwhile leaves either.
    private static async Task AnswerAsync(HttpContext context, RequestDelegate answer, TimeSpan wait)
    {
        await Task.Delay(wait / 2, TimeProvider.System, CancellationToken.None);
        var (sent, held) = (context.Response.Body, new MemoryStream());
        context.Response.Body = held;
        await answer(context);
        context.Response.Body = sent;
        await Task.Delay(wait / 2, TimeProvider.System, CancellationToken.None);
        await sent.WriteAsync(held.ToArray(), context.RequestAborted);
    }

    private static async Task LoseAnswerAsync(StubMishap mishap, HttpContext context, RequestDelegate answer)
    {
        var sent = context.Response.Body;
        context.Response.Body = new MemoryStream();
        await answer(context);
        context.Response.Body = sent;
        switch (mishap)
        {
            case StubMishap.AnsweredTooLate:
                await UntilGivenUpAsync(context);
                break;
            case StubMishap.ResetAfter:
                context.Abort();
                break;
            case StubMishap.BadGatewayAfter:
                context.Response.Headers.Remove("ETag");
                context.Response.ContentType = "text/html";
                context.Response.StatusCode = StatusCodes.Status502BadGateway;
                break;
            default:
                await context.Response.WriteAsync("<html>This is not the answer.</html>", context.RequestAborted);
                break;
        }
    }

    private static Task UntilGivenUpAsync(HttpContext context) =>
        Task.Delay(Patience.Limit, TimeProvider.System, context.RequestAborted);
}
