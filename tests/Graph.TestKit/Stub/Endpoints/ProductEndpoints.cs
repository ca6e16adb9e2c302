using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Graph.TestKit.Stub.Endpoints;

internal static class ProductEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints, StubUpstreams stub)
    {
        endpoints.MapGet("/products", (HttpContext context) => stub.Data.Read(data => List(context.Request, stub.Products, data)));
        endpoints.MapGet("/products/{id}", (HttpContext context, string id) => stub.Data.Read(data =>
            StubAnswer.One(context, stub.Products, id, data.Products.GetValueOrDefault(id))));
        endpoints.MapPatch("/products/{id}", (HttpContext context, string id) => stub.Writes.RunAsync(context, write => PatchWrite.Run(
            write, "product.changed", $"product:{id}", write.Data.Products.GetValueOrDefault(id), "name", "description", "price")));
    }

    private static IResult List(HttpRequest request, StubService service, StubData data)
    {
        var query = new StubQuery(request, "ids", "first", "after", "category", "search", "minPrice", "maxPrice", "sort");
        if (query.Has("ids"))
        {
            return StubAnswer.Many(service, data.Products, query.Ids("ids"));
        }

        var matching = Sorted(data.Products.Values.Where(product => Matches(product, query)), query.Text("sort"));
        return StubAnswer.Json(query.Page(matching.Select(product => service.Served(StubData.IdOf(product), product)), otherwise: 20));
    }

    private static bool Matches(JsonObject product, StubQuery query) =>
        (query.Text("category") is not { } category || (string)product["category"]! == category)
        && (query.Text("search") is not { } search || Contains(product, "name", search) || Contains(product, "description", search))
        && !(Price(product) < query.Decimal("minPrice"))
        && !(Price(product) > query.Decimal("maxPrice"));

    private static bool Contains(JsonObject product, string field, string text) =>
        ((string?)product[field])?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;

    private static IEnumerable<JsonObject> Sorted(IEnumerable<JsonObject> products, string? sort) => sort switch
    {
        null or "name" => products.OrderBy(product => (string)product["name"]!, StringComparer.Ordinal),
        "price" => products.OrderBy(Price).ThenBy(StubData.IdOf, StringComparer.Ordinal),
        "-price" => products.OrderByDescending(Price).ThenBy(StubData.IdOf, StringComparer.Ordinal),
        "newest" => products.OrderByDescending(product => (string)product["createdAt"]!, StringComparer.Ordinal),
        _ => throw new BadHttpRequestException($"Unknown sort '{sort}'."),
    };

    private static decimal Price(JsonObject product) => (decimal)product["price"]!["amount"]!;
}
