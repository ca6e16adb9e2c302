using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Graph.TestKit.Stub.Endpoints;

internal static class StubAnswer
{
    public static IResult Json(JsonNode body) => Results.Text(body.ToJsonString(), "application/json");

    /// <summary>The known ones in another order than asked for, as the contract allows.</summary>
    public static IResult Many(StubService service, IReadOnlyDictionary<string, JsonObject> all, IReadOnlyList<string> ids) =>
        Json(new JsonArray([.. ids.Reverse().Where(all.ContainsKey).Select(id => service.Served(id, all[id]))]));

    /// <summary>With its version as ETag (RFC 9110, 8.8.3), 304 where the caller has it already, 404 where there is none.</summary>
    public static IResult One(HttpContext context, StubService service, string id, JsonObject? entity)
    {
        if (entity is null)
        {
            return Results.Problem(statusCode: StatusCodes.Status404NotFound);
        }

        var etag = $"\"{(int)entity["version"]!}\"";
        context.Response.Headers.ETag = etag;
        return context.Request.Headers.IfNoneMatch == etag
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Json(service.Served(id, entity));
    }
}
