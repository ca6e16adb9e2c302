using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Graph.TestKit.Stub;

/// <summary>An answer that a service gives instead of its own.</summary>
public sealed class StubFault
{
    private readonly Func<HttpContext, Task> _answer;

    private StubFault(Func<HttpContext, Task> answer) => _answer = answer;

    /// <summary>An error status with a problem document that holds <paramref name="detail"/>.</summary>
    public static StubFault Status(HttpStatusCode status, TimeSpan? retryAfter = null, string detail = "scripted") => new(context =>
    {
        context.Response.StatusCode = (int)status;
        if (retryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = ((int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return WriteAsync(context, $$"""{"type":"about:blank","status":{{(int)status}},"detail":"{{detail}}"}""", "application/problem+json");
    });

    /// <summary>200 with a body that need not follow the contract.</summary>
    public static StubFault Body(string body, string contentType = "application/json") => new(context => WriteAsync(context, body, contentType));

    /// <summary>The connection breaks (RST) before an answer.</summary>
    public static StubFault Reset() => new(context =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    internal Task AnswerAsync(HttpContext context) => _answer(context);

    private static async Task WriteAsync(HttpContext context, string body, string contentType)
    {
        context.Response.ContentType = contentType;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body), context.RequestAborted);
    }
}
