using System.Text.Json.Nodes;

namespace Graph.TestKit.Stub.Endpoints;

/// <summary>The items of a cart, in the order in which they were put in.</summary>
internal static class CartLines
{
    public static JsonArray Of(JsonObject cart) => cart["items"]!.AsArray();

    public static void Clear(JsonObject cart) => cart["items"] = new JsonArray();

    public static void Remove(JsonObject cart, string productId)
    {
        if (Find(cart, productId) is { } line)
        {
            Of(cart).Remove(line);
        }
    }

    public static void Set(JsonObject cart, string productId, int quantity, JsonNode unitPrice)
    {
        var line = Find(cart, productId);
        if (line is null)
        {
            line = new JsonObject { ["productId"] = productId };
            Of(cart).Add((JsonNode)line);
        }

        line["quantity"] = quantity;
        line["unitPrice"] = unitPrice.DeepClone();
    }

    /// <summary>Quantities add up.</summary>
    public static void Merge(JsonObject from, JsonObject into)
    {
        foreach (var line in Of(from).Select(line => line!.AsObject()))
        {
            var productId = (string)line["productId"]!;
            var there = (int?)Find(into, productId)?["quantity"] ?? 0;
            Set(into, productId, there + (int)line["quantity"]!, line["unitPrice"]!);
        }
    }

    private static JsonObject? Find(JsonObject cart, string productId) =>
        Of(cart).Select(line => line!.AsObject()).FirstOrDefault(line => (string)line["productId"]! == productId);
}
