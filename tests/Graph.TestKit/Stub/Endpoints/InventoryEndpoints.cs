using Graph.TestKit.Stub.Writes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Graph.TestKit.Stub.Endpoints;

internal static class InventoryEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints, StubUpstreams stub)
    {
        endpoints.MapGet("/inventory", (HttpRequest request) => stub.Data.Read(data =>
            StubAnswer.Many(stub.Inventory, data.Inventory, new StubQuery(request, "productIds").Ids("productIds"))));
        endpoints.MapPost("/inventory/{productId}/adjust", (HttpContext context, string productId) =>
            stub.Writes.RunAsync(context, write => Adjust(write, productId)));
    }

    private static StubReply Adjust(StubWrite write, string productId)
    {
        if ((int?)write.Body["delta"] is not { } delta)
        {
            return StubReply.Invalid("There is no 'delta'.");
        }

        if (!write.Data.Inventory.TryGetValue(productId, out var stock))
        {
            return StubReply.NotFound();
        }

        var available = (int)stock["available"]!;
        if (available + delta < 0)
        {
            return StubReply.OutOfStock(StatusCodes.Status409Conflict, productId, available);
        }

        write.Changed("inventory.adjusted", $"inventory:{productId}", stock, changed => changed["available"] = available + delta, ("delta", delta));
        return StubReply.Done(stock);
    }
}
