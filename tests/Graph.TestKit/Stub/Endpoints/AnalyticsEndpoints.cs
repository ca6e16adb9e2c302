using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Graph.TestKit.Stub.Endpoints;

internal static class AnalyticsEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints, StubUpstreams stub)
    {
        endpoints.MapGet("/analytics/products", (HttpRequest request) =>
            stub.Data.Read(data => StubAnswer.Many(stub.Analytics, data.Analytics, new StubQuery(request, "ids").Ids("ids"))));
        endpoints.MapGet("/analytics/trending", (HttpRequest request) =>
            stub.Data.Read(data => Trending(new StubQuery(request, "first").First(otherwise: 10), data)));
    }

    private static IResult Trending(int first, StubData data)
    {
        var items = data.Analytics.Values
            .OrderByDescending(analytics => (int)analytics["trendScore"]!)
            .Take(first)
            .Select(analytics => new JsonObject
            {
                ["productId"] = (string)analytics["productId"]!,
                ["trendScore"] = analytics["trendScore"]!.DeepClone(),
            });
        return StubAnswer.Json(new JsonObject { ["items"] = new JsonArray([.. items]), ["computedAt"] = "2026-01-01T00:00:00Z" });
    }
}
