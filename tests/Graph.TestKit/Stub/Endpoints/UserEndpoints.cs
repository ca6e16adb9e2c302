using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Graph.TestKit.Stub.Endpoints;

internal static class UserEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints, StubUpstreams stub)
    {
        endpoints.MapGet("/users", (HttpRequest request) =>
            stub.Data.Read(data => StubAnswer.Many(stub.Users, data.Users, new StubQuery(request, "ids").Ids("ids"))));
        endpoints.MapGet("/users/{id}", (HttpContext context, string id) =>
            stub.Data.Read(data => StubAnswer.One(context, stub.Users, id, data.Users.GetValueOrDefault(id))));
        endpoints.MapGet("/users/{id}/orders", (HttpRequest request) => Empty(request, otherwise: 10));
        endpoints.MapGet("/users/{id}/activity", (HttpRequest request) => Empty(request, otherwise: 20));
        endpoints.MapGet("/users/{id}/preferences", (string id) => StubAnswer.Json(
            new JsonObject { ["userId"] = id, ["currency"] = "EUR", ["language"] = "en", ["newsletter"] = false, ["version"] = 1 }));
    }

    private static IResult Empty(HttpRequest request, int otherwise) =>
        StubAnswer.Json(new StubQuery(request, "first", "after").Page([], otherwise));
}
