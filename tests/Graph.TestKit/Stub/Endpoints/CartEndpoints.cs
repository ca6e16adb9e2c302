using System.Text.Json.Nodes;
using Graph.TestKit.Stub.Writes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Graph.TestKit.Stub.Endpoints;

internal static class CartEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints, StubUpstreams stub)
    {
        endpoints.MapGet("/carts", (HttpContext context) => stub.Data.Read(data => OfOwner(context, stub.Carts, data)));
        endpoints.MapGet("/carts/{id}", (HttpContext context, string id) => stub.Data.Read(data =>
            StubAnswer.One(context, stub.Carts, id, data.Private.Carts.GetValueOrDefault(id))));
        endpoints.MapPost("/carts", (HttpContext context) => stub.Writes.RunAsync(context, Create));
        endpoints.MapPost("/carts/{id}/claim", (HttpContext context, string id) => stub.Writes.RunAsync(context, write => Claim(write, id)));
        endpoints.MapPut("/carts/{id}/items/{productId}", (HttpContext context, string id, string productId) =>
            stub.Writes.RunAsync(context, write => CartOf(write, id, cart => SetItem(write, cart, productId))));
        endpoints.MapDelete("/carts/{id}/items/{productId}", (HttpContext context, string id, string productId) =>
            stub.Writes.RunAsync(context, write => CartOf(write, id, cart => Change(
                write, "cart.item-removed", cart, () => CartLines.Remove(cart, productId), ("productId", productId)))));
        endpoints.MapDelete("/carts/{id}/items", (HttpContext context, string id) => stub.Writes.RunAsync(context, write =>
            CartOf(write, id, cart => Change(write, "cart.cleared", cart, () => CartLines.Clear(cart)))));
        endpoints.MapPost("/carts/{id}/checkout", (HttpContext context, string id) =>
            stub.Writes.RunAsync(context, write => CartOf(write, id, cart => CheckoutWrite.Run(write, cart))));
    }

    /// <summary>A new version with the same content, as by another program.</summary>
    public static void Touch(StubWrite write, string id)
    {
        if (write.Data.Private.Carts.TryGetValue(id, out var cart))
        {
            write.Changed("cart.touched", Key(cart), cart, _ => { });
        }
    }

    public static string Key(JsonObject cart) => $"cart:{StubData.IdOf(cart)}";

    private static IResult OfOwner(HttpContext context, StubService service, StubData data)
    {
        var ownerId = new StubQuery(context.Request, "ownerId").Text("ownerId")
            ?? throw new BadHttpRequestException("There is no 'ownerId'.");
        return StubAnswer.One(context, service, ownerId, data.Private.CartOf(ownerId));
    }

    private static StubReply CartOf(StubWrite write, string id, Func<JsonObject, StubReply> work) =>
        !write.Data.Private.Carts.TryGetValue(id, out var cart) ? StubReply.NotFound() : write.Behind(cart) ?? work(cart);

    // An owner has one cart: whoever has one gets it.
    private static StubReply Create(StubWrite write)
    {
        var owner = (string?)write.Body["ownerId"];
        if (owner is not null && write.Data.Private.CartOf(owner) is { } cart)
        {
            return StubReply.Done(cart, StatusCodes.Status201Created);
        }

        var id = $"cart-of-{owner ?? "nobody"}-{Guid.NewGuid():N}";
        cart = new JsonObject
        {
            ["id"] = id,
            ["ownerId"] = owner,
            ["items"] = new JsonArray(),
            ["version"] = 1,
            ["updatedAt"] = StubData.TimeOf(0),
        };
        write.Data.Private.Carts[id] = cart;
        write.Created("cart.created", Key(cart), cart, ("ownerId", owner));
        return StubReply.Done(cart, StatusCodes.Status201Created);
    }

    private static StubReply Claim(StubWrite write, string id)
    {
        var owner = (string?)write.Body["ownerId"];
        if (owner is null)
        {
            return StubReply.Invalid("There is no 'ownerId'.");
        }

        if (!write.Data.Private.Carts.TryGetValue(id, out var cart) || ((string?)cart["ownerId"] ?? owner) != owner)
        {
            return StubReply.NotFound();
        }

        return cart["ownerId"] is not null ? StubReply.Done(cart)
            : write.Data.Private.CartOf(owner) is { } owned ? Merge(write, cart, owned)
            : Change(write, "cart.claimed", cart, () => cart["ownerId"] = owner, ("ownerId", owner));
    }

    private static StubReply Merge(StubWrite write, JsonObject cart, JsonObject owned)
    {
        var reply = Change(write, "cart.merged", owned, () => CartLines.Merge(cart, owned), ("from", StubData.IdOf(cart)));
        write.Data.Private.Carts.Remove(StubData.IdOf(cart));
        write.Changed("cart.merged-away", Key(cart), cart, CartLines.Clear);
        return reply;
    }

    private static StubReply SetItem(StubWrite write, JsonObject cart, string productId)
    {
        if ((int?)write.Body["quantity"] is not { } quantity || quantity < 1)
        {
            return StubReply.Invalid("'quantity' must be 1 or more.");
        }

        if (!write.Data.Products.TryGetValue(productId, out var product))
        {
            return StubReply.NotFound();
        }

        var available = (int)write.Data.Inventory[productId]["available"]!;
        return available < quantity
            ? StubReply.OutOfStock(StatusCodes.Status422UnprocessableEntity, productId, available)
            : Change(
                write, "cart.item-set", cart, () => CartLines.Set(cart, productId, quantity, product["price"]!),
                ("productId", productId), ("quantity", quantity));
    }

    private static StubReply Change(
        StubWrite write, string action, JsonObject cart, Action change, params (string Name, JsonNode? Value)[] details)
    {
        write.Changed(action, Key(cart), cart, _ => change(), details);
        return StubReply.Done(cart);
    }
}
