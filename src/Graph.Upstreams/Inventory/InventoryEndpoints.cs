using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Graph.Upstreams.Data;
using Graph.Upstreams.Http;
using Graph.Upstreams.Idempotency;
using Microsoft.AspNetCore.Mvc;

namespace Graph.Upstreams.Inventory;

internal static class InventoryEndpoints
{
    public static void MapInventory(this IEndpointRouteBuilder routes)
    {
        var inventory = routes.MapGroup("/inventory").WithTags("inventory");
        inventory.MapGet("", Get)
            .WithSummary("Stock by products, or by change")
            .WithDescription("With 'productIds': an array of those that exist, in any order. With 'updatedSince': a page of what changed, oldest first.")
            .Produces<List<InventoryItem>>().ProducesProblem(StatusCodes.Status400BadRequest);
        inventory.MapPost("/{productId}/adjust", Adjust)
            .WithSummary("Adds to or takes from the stock of a product")
            .WithDescription("409 'out-of-stock' tells how many are available, when more are to be taken; nothing is changed then.")
            .ProducesWritten<InventoryItem>();
    }

    private static Task<Answer> Adjust(string productId, [FromBody] Adjustment adjustment, WriteRequest request) =>
        request.RunAsync(write => InventoryStore.Adjust(write, productId, adjustment.Delta), Answer.Entity);

    private static Answer Get(
        InventoryStore store,
        [Description(Descriptions.Ids)] string? productIds,
        [Description(Descriptions.UpdatedSince)] DateTimeOffset? updatedSince,
        [Description(Descriptions.After)] string? after,
        [Range(0, PagedQuery<InventoryItem>.MaxFirst), Description(Descriptions.First)] int first = PagedQuery<InventoryItem>.MaxFirst)
    {
        if (productIds is not null)
            return Answer.Of(store.FindMany(IdList.ToJsonArray(nameof(productIds), productIds)));
        return updatedSince is { } since
            ? Answer.Of(store.ChangedSince(since, new PageArguments(first, after)))
            : Answer.Of(Problem.Invalid("Pass 'productIds' or 'updatedSince'."));
    }
}
