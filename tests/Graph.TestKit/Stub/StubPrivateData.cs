using System.Text.Json.Nodes;

namespace Graph.TestKit.Stub;

/// <summary>What the stub services know of single users. Every text of it says whose it is, so that it shows wherever it leaks to.</summary>
public sealed class StubPrivateData
{
    /// <summary>By user id.</summary>
    public Dictionary<string, JsonObject> Preferences { get; } = new(StringComparer.Ordinal);

    /// <summary>By cart id.</summary>
    public Dictionary<string, JsonObject> Carts { get; } = new(StringComparer.Ordinal);

    /// <summary>By user id, newest first; those of guests are in nobody's list.</summary>
    public Dictionary<string, List<JsonObject>> Orders { get; } = new(StringComparer.Ordinal);

    /// <summary>By user id, newest first.</summary>
    public Dictionary<string, List<JsonObject>> Activity { get; } = new(StringComparer.Ordinal);

    /// <summary>How many orders were ever placed.</summary>
    public int OrderCount { get; set; }

    public static string EmailOf(string userId) => $"email-of-user-{userId}@example.com";

    public JsonObject? CartOf(string ownerId) => Carts.Values.FirstOrDefault(cart => (string?)cart["ownerId"] == ownerId);

    internal void AddUser(string id)
    {
        Preferences[id] = new JsonObject
        {
            ["userId"] = id,
            ["currency"] = "EUR",
            ["language"] = "en",
            ["newsletter"] = false,
            ["version"] = 1,
            ["updatedAt"] = StubData.TimeOf(0),
        };
        Orders[id] = [];
        Activity[id] = [];
    }

    /// <summary>An order that nobody has placed through the graph.</summary>
    public void AddOrder(string userId, string productId) => Orders[userId].Insert(0, new JsonObject
    {
        ["id"] = NextOrderId(userId),
        ["userId"] = userId,
        ["items"] = new JsonArray(new JsonObject { ["productId"] = productId, ["quantity"] = 1, ["unitPrice"] = Price(5.50m) }),
        ["total"] = Price(5.50m),
        ["status"] = "PLACED",
        ["placedAt"] = StubData.TimeOf(OrderCount),
        ["version"] = 1,
        ["updatedAt"] = StubData.TimeOf(OrderCount),
    });

    public void AddActivity(string userId, string kind, string? productId) => Activity[userId].Insert(0, new JsonObject
    {
        ["id"] = $"activity-of-user-{userId}-{Activity[userId].Count + 1}",
        ["userId"] = userId,
        ["kind"] = kind,
        ["productId"] = productId,
        ["at"] = StubData.TimeOf(Activity[userId].Count),
    });

    internal string NextOrderId(string? userId) => $"order-of-user-{userId ?? "nobody"}-{++OrderCount}";

    internal static JsonObject Price(decimal amount) => new() { ["amount"] = amount, ["currency"] = "EUR" };
}
