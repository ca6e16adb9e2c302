using System.Text.Json.Nodes;
using Graph.TestKit.Stub.Writes;
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
        endpoints.MapGet("/users/{id}", (HttpContext context, string id) => stub.Data.Read(data => One(context, stub.Users, id, data)));
        endpoints.MapPatch("/users/{id}", (HttpContext context, string id) => stub.Writes.RunAsync(context, write =>
            PatchWrite.Run(write, "user.changed", $"user:{id}", write.Data.Users.GetValueOrDefault(id), "name", "avatarUrl")));
        endpoints.MapGet("/users/{id}/orders", (HttpRequest request, string id) =>
            stub.Data.Read(data => Page(request, data.Private.Orders.GetValueOrDefault(id), otherwise: 10)));
        endpoints.MapGet("/users/{id}/activity", (HttpRequest request, string id) =>
            stub.Data.Read(data => Page(request, data.Private.Activity.GetValueOrDefault(id), otherwise: 20)));
        endpoints.MapGet("/users/{id}/preferences", (HttpContext context, string id) => stub.Data.Read(data =>
            StubAnswer.One(context, stub.Users, $"preferences:{id}", data.Private.Preferences.GetValueOrDefault(id))));
        endpoints.MapPatch("/users/{id}/preferences", (HttpContext context, string id) =>
            stub.Writes.RunAsync(context, write => PatchPreferences(write, id)));
    }

    /// <summary>A new version with the same content, as by another program.</summary>
    public static void TouchPreferences(StubWrite write, string id)
    {
        if (write.Data.Private.Preferences.TryGetValue(id, out var preferences))
        {
            write.Changed("preferences.touched", $"preferences:{id}", preferences, _ => { });
        }
    }

    private static StubReply PatchPreferences(StubWrite write, string id) => PatchWrite.Run(
        write, "preferences.changed", $"preferences:{id}", write.Data.Private.Preferences.GetValueOrDefault(id), "currency", "language", "newsletter");

    // The e-mail address is only for who asks with a token of their own.
    private static IResult One(HttpContext context, StubService service, string id, StubData data)
    {
        var user = (JsonObject?)data.Users.GetValueOrDefault(id)?.DeepClone();
        if (user is not null && BearerSubject.Of(context.Request) == id)
        {
            user["email"] = StubPrivateData.EmailOf(id);
        }

        return StubAnswer.One(context, service, id, user);
    }

    private static IResult Page(HttpRequest request, IEnumerable<JsonObject>? all, int otherwise) => all is null
        ? Results.Problem(statusCode: StatusCodes.Status404NotFound)
        : StubAnswer.Json(new StubQuery(request, "first", "after").Page(all.Select(item => item.DeepClone()), otherwise));
}
