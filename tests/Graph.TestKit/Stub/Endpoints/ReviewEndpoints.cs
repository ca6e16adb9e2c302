using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Graph.TestKit.Stub.Endpoints;

internal static class ReviewEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints, StubUpstreams stub)
    {
        endpoints.MapGet("/reviews", (HttpRequest request) => stub.Data.Read(data => List(request, stub.Reviews, data)));
        ReviewWrites.Map(endpoints, stub);
    }

    private static IResult List(HttpRequest request, StubService service, StubData data)
    {
        var query = new StubQuery(request, "ids", "productIds", "productId", "first", "after");
        if (query.Has("ids"))
        {
            return StubAnswer.Many(service, data.Reviews.ToDictionary(StubData.IdOf), query.Ids("ids"));
        }

        if (query.Has("productId"))
        {
            return StubAnswer.Json(PageOf(query.Text("productId")!, query, service, data));
        }

        // Every product asked for, those without reviews too; the service does not know which products there are.
        return StubAnswer.Json(new JsonArray([.. query.Ids("productIds").Select(id => FirstPageOf(id, query, service, data))]));
    }

    private static JsonObject FirstPageOf(string productId, StubQuery query, StubService service, StubData data)
    {
        var page = PageOf(productId, query, service, data);
        page["productId"] = productId;
        int[] ratings = [.. data.ReviewsOf(productId).Select(review => (int)review["rating"]!)];
        page["averageRating"] = ratings.Length == 0 ? null : ratings.Average();
        return page;
    }

    private static JsonObject PageOf(string productId, StubQuery query, StubService service, StubData data) =>
        query.Page(data.ReviewsOf(productId).Select(review => service.Served(StubData.IdOf(review), review)), otherwise: 10);
}
