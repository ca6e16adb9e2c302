using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Graph.TestKit.Stub.Writes;

/// <summary>What a write has come to.</summary>
internal sealed record StubReply(int Status, JsonObject Body)
{
    /// <summary>Refused for its version alone: with the right one, the same Idempotency-Key may still write.</summary>
    public bool IsVersionConflict { get; private init; }

    public static StubReply Done(JsonObject entity, int status = StatusCodes.Status200OK) => new(status, (JsonObject)entity.DeepClone());

    public static StubReply NotFound() => Refused(StatusCodes.Status404NotFound, "not-found");

    public static StubReply Invalid(string detail) => Refused(StatusCodes.Status400BadRequest, "invalid-request", ("detail", detail));

    public static StubReply VersionConflict(int current) =>
        Refused(StatusCodes.Status409Conflict, "version-conflict", ("currentVersion", current)) with { IsVersionConflict = true };

    /// <summary>409 where the stock itself is written, 422 where a cart asks for more than there is.</summary>
    public static StubReply OutOfStock(int status, string productId, int available) =>
        Refused(status, "out-of-stock", ("productId", productId), ("available", available));

    public static StubReply Refused(int status, string type, params (string Name, JsonNode Value)[] members)
    {
        var body = new JsonObject { ["type"] = type, ["title"] = type, ["status"] = status };
        foreach (var (name, value) in members)
        {
            body[name] = value;
        }

        return new StubReply(status, body);
    }

    public Task SendAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        if (Status < StatusCodes.Status400BadRequest && (int?)Body["version"] is { } version)
        {
            context.Response.Headers.ETag = $"\"{version}\"";
        }

        context.Response.ContentType = Status < StatusCodes.Status400BadRequest ? "application/json" : "application/problem+json";
        return context.Response.WriteAsync(Body.ToJsonString(), context.RequestAborted);
    }
}
