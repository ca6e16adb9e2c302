using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Graph.TestKit.Stub.Endpoints;

internal static class InventoryEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints, StubUpstreams stub) => endpoints.MapGet("/inventory", (HttpRequest request) =>
        stub.Data.Read(data => StubAnswer.Many(stub.Inventory, data.Inventory, new StubQuery(request, "productIds").Ids("productIds"))));
}
