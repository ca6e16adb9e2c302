using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Graph.TestKit.Register;

/// <summary>What a call is answered with.</summary>
/// <param name="Status">0 for a broken connection.</param>
internal sealed record RegisterReply(int Status)
{
    /// <summary>Null for none.</summary>
    public object? Body { get; init; }

    public string? ETag { get; init; }

    /// <summary>The states that it tells of.</summary>
    public IReadOnlyDictionary<string, Stamp> Read { get; init; } = new Dictionary<string, Stamp>();

    public async Task SendAsync(HttpContext context)
    {
        if (Status == 0)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = Status;
        if (ETag is not null)
        {
            context.Response.Headers.ETag = ETag;
        }

        if (Body is not null)
        {
            context.Response.ContentType = Status < 400 ? "application/json" : "application/problem+json";
            await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(Body), context.RequestAborted);
        }
    }
}
