using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Graph.TestKit.Stub.Endpoints;

internal static class RecommendationEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints, StubUpstreams stub) =>
        endpoints.MapGet("/recommendations", (HttpRequest request) => stub.Data.Read(data => List(request, stub.Recommendations, data)));

    private static IResult List(HttpRequest request, StubService service, StubData data)
    {
        var query = new StubQuery(request, "productIds", "userId", "first");
        if (query.Text("userId") is { } userId)
        {
            return StubAnswer.Json(new JsonObject { ["userId"] = userId, ["items"] = Ids(data.ProductIdsByName, query.First(otherwise: 10)) });
        }

        var first = query.First(otherwise: 5);
        return StubAnswer.Json(new JsonArray([.. query.Ids("productIds").Where(data.Recommendations.ContainsKey).Select(id =>
            service.Served(id, new JsonObject { ["productId"] = id, ["items"] = Ids(data.Recommendations[id], first) }))]));
    }

    private static JsonArray Ids(IEnumerable<string> ids, int first) => new([.. ids.Take(first).Select(id => JsonValue.Create(id))]);
}
