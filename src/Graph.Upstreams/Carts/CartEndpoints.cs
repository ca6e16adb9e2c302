using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Graph.Upstreams.Data;
using Graph.Upstreams.Http;
using Graph.Upstreams.Idempotency;
using Microsoft.AspNetCore.Mvc;

namespace Graph.Upstreams.Carts;

internal static class CartEndpoints
{
    public static void MapCarts(this IEndpointRouteBuilder routes)
    {
        var carts = routes.MapGroup("/carts").WithTags("carts");
        carts.MapGet("", Get)
            .WithSummary("The cart of an owner, or carts by change")
            .WithDescription("With 'ownerId': that owner's cart. With 'updatedSince': a page of what changed, oldest first.")
            .ProducesEntity<Cart>().ProducesProblem(StatusCodes.Status400BadRequest);
        carts.MapGet("/{id}", GetOne).WithSummary("One cart").ProducesEntity<Cart>();
        carts.MapPost("", Post)
            .WithSummary("Makes a cart").WithDescription("Without 'ownerId' an anonymous one; an owner who has a cart gets that one.")
            .Produces<Cart>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status400BadRequest);
        carts.MapPost("/{id}/claim", Claim)
            .WithSummary("Gives an anonymous cart to its owner, at sign-in")
            .WithDescription("Where the owner has a cart, the items go into that, and the anonymous cart is gone.").ProducesWritten<Cart>();
        carts.MapPut("/{id}/items/{productId}", PutItem)
            .WithSummary("Sets how many of a product are in the cart").WithDescription($"422 'out-of-stock' when there are fewer. {Descriptions.IfMatch}")
            .ProducesWritten<Cart>().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        carts.MapDelete("/{id}/items/{productId}", DeleteItem)
            .WithSummary("Takes a product out of the cart").WithDescription(Descriptions.IfMatch).ProducesWritten<Cart>();
        carts.MapDelete("/{id}/items", DeleteItems)
            .WithSummary("Empties the cart").WithDescription(Descriptions.IfMatch).ProducesWritten<Cart>();
        carts.MapPost("/{id}/checkout", CheckOut)
            .WithSummary("Buys the cart")
            .WithDescription($"Makes one order, reserves its stock and empties the cart, all at once or not at all. {Descriptions.IfMatch}")
            .ProducesWritten<Order>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static Answer Get(
        CartStore store,
        [Description("The user whose cart it is.")] string? ownerId,
        [Description(Descriptions.UpdatedSince)] DateTimeOffset? updatedSince,
        [Description(Descriptions.After)] string? after,
        [Range(0, PagedQuery<Cart>.MaxFirst), Description(Descriptions.First)] int first = PagedQuery<Cart>.MaxFirst)
    {
        if (ownerId is not null)
            return store.OfOwner(ownerId) is { } cart ? Answer.Entity(cart) : Answer.Of(Problem.NotFound("cart of owner", ownerId));
        return updatedSince is { } since
            ? Answer.Of(store.ChangedSince(since, new PageArguments(first, after)))
            : Answer.Of(Problem.Invalid("Pass 'ownerId' or 'updatedSince'."));
    }

    private static Answer GetOne(string id, CartStore store) =>
        store.Find(id) is { } cart ? Answer.Entity(cart) : Answer.Of(Problem.NotFound("cart", id));

    private static Task<Answer> Post([FromBody] CartDraft? draft, WriteRequest request) =>
        request.RunAsync(write => CartStore.Create(write, draft?.OwnerId), c => Answer.Created(c, $"/carts/{c.Id}"));

    private static Task<Answer> Claim(string id, [FromBody] CartClaim claim, WriteRequest request) =>
        request.RunAsync(write => CartStore.Claim(write, id, claim.OwnerId), Answer.Entity);

    private static Task<Answer> PutItem(string id, string productId, [FromBody] ItemQuantity item, IfMatch ifMatch, WriteRequest request) =>
        request.RunAsync(write => CartStore.SetItem(write, id, productId, item.Quantity, ifMatch), Answer.Entity);

    private static Task<Answer> DeleteItem(string id, string productId, IfMatch ifMatch, WriteRequest request) =>
        request.RunAsync(write => CartStore.RemoveItem(write, id, productId, ifMatch), Answer.Entity);

    private static Task<Answer> DeleteItems(string id, IfMatch ifMatch, WriteRequest request) =>
        request.RunAsync(write => CartStore.Clear(write, id, ifMatch), Answer.Entity);

    private static Task<Answer> CheckOut(string id, IfMatch ifMatch, WriteRequest request) =>
        request.RunAsync(write => CartStore.CheckOut(write, id, ifMatch), o => Answer.Entity(o) with { Status = StatusCodes.Status201Created });
}
