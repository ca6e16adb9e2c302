using System.Text.Json.Nodes;
using Graph.TestKit.Stub.Writes;
using Microsoft.AspNetCore.Http;

namespace Graph.TestKit.Stub.Endpoints;

/// <summary>One order, the stock of all its items and an empty cart: all of it or nothing.</summary>
internal static class CheckoutWrite
{
    public static StubReply Run(StubWrite write, JsonObject cart)
    {
        JsonObject[] lines = [.. CartLines.Of(cart).Select(line => line!.AsObject())];
        if (lines.Length == 0)
        {
            return StubReply.Refused(StatusCodes.Status422UnprocessableEntity, "empty-cart");
        }

        foreach (var line in lines)
        {
            var productId = (string)line["productId"]!;
            var available = (int)write.Data.Inventory[productId]["available"]!;
            if (available < (int)line["quantity"]!)
            {
                return StubReply.OutOfStock(StatusCodes.Status422UnprocessableEntity, productId, available);
            }
        }

        var order = Place(write, cart, lines);
        foreach (var line in lines)
        {
            Reserve(write, (string)line["productId"]!, (int)line["quantity"]!);
        }

        write.Changed("cart.checked-out", CartEndpoints.Key(cart), cart, CartLines.Clear, ("order", StubData.IdOf(order)));
        return StubReply.Done(order, StatusCodes.Status201Created);
    }

    private static JsonObject Place(StubWrite write, JsonObject cart, JsonObject[] lines)
    {
        var userId = (string?)cart["ownerId"];
        var id = write.Data.Private.NextOrderId(userId);
        var placedAt = StubData.TimeOf(write.Data.Private.OrderCount);
        var order = new JsonObject
        {
            ["id"] = id,
            ["userId"] = userId,
            ["items"] = new JsonArray([.. lines.Select(line => line.DeepClone())]),
            ["total"] = StubPrivateData.Price(lines.Sum(line => (int)line["quantity"]! * (decimal)line["unitPrice"]!["amount"]!)),
            ["status"] = "PLACED",
            ["placedAt"] = placedAt,
            ["version"] = 1,
            ["updatedAt"] = placedAt,
        };
        if (userId is not null)
        {
            write.Data.Private.Orders[userId].Insert(0, order);
            write.Data.Private.AddActivity(userId, "purchased", (string)lines[0]["productId"]!);
        }

        var ofUser = userId is null ? 0 : write.Data.Private.Orders[userId].Count;
        write.Created("order.placed", $"order:{id}", order, ("cart", StubData.IdOf(cart)), ("ofUser", ofUser));
        return order;
    }

    private static void Reserve(StubWrite write, string productId, int quantity) => write.Changed(
        "inventory.reserved",
        $"inventory:{productId}",
        write.Data.Inventory[productId],
        stock =>
        {
            stock["available"] = (int)stock["available"]! - quantity;
            stock["reserved"] = (int)stock["reserved"]! + quantity;
        },
        ("quantity", quantity));
}
