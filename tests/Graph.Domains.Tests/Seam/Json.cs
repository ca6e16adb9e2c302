namespace Graph.Domains.Tests.Seam;

/// <summary>What the upstreams answer, with members that the graph does not know.</summary>
internal static class Json
{
    private const string Times = "\"createdAt\":\"2026-01-02T03:04:05Z\",\"updatedAt\":\"2026-02-03T04:05:06Z\"";

    public static string Product(string id, string category = "shoes") => $$"""
        {"id":"{{id}}","name":"Name {{id}}","description":null,"category":"{{category}}","brand":"Acme",
         "price":{"amount":12.50,"currency":"EUR"},"imageUrl":"https://img.example/{{id}}.png","sellerId":"u{{id}}",
         "version":3,{{Times}},"colour":"red"}
        """;

    public static string Review(string id, string productId = "1") => $$"""
        {"id":"{{id}}","productId":"{{productId}}","authorId":"a{{id}}","rating":4,"title":null,"body":"Good.","helpful":2,
         "version":5,{{Times}},"language":"en"}
        """;

    public static string User(string id) => $$"""
        {"id":"{{id}}","username":"user{{id}}","name":"User {{id}}","avatarUrl":null,"memberSince":"2020-05-06T00:00:00Z",
         "version":7,"updatedAt":"2026-02-03T04:05:06Z"}
        """;

    public static string Inventory(string productId, int available) => $$"""
        {"productId":"{{productId}}","available":{{available}},"reserved":1,"warehouse":"Lyon","version":9,
         "updatedAt":"2026-02-03T04:05:06Z"}
        """;

    public static string Analytics(string productId) => $$"""
        {"productId":"{{productId}}","views":200,"purchases":10,"conversionRate":0.05,"trendScore":1.5}
        """;

    public static string Cart(string id, string? ownerId = null, int version = 3, params string[] items) => $$"""
        {"id":"{{id}}","ownerId":{{Text(ownerId)}},"items":[{{string.Join(',', items)}}],"version":{{version}},
         "updatedAt":"2026-02-03T04:05:06Z","channel":"web"}
        """;

    public static string Item(string productId, int quantity, string amount = "12.50", string currency = "EUR") => $$"""
        {"productId":"{{productId}}","quantity":{{quantity}},"unitPrice":{"amount":{{amount}},"currency":"{{currency}}"} }
        """;

    public static string Order(string id, string? userId = "5", params string[] items) => $$"""
        {"id":"{{id}}","userId":{{Text(userId)}},"items":[{{string.Join(',', items)}}],"total":{"amount":25.00,"currency":"EUR"},
         "status":"PLACED","placedAt":"2026-02-03T04:05:06Z","version":1}
        """;

    public static string Preferences(string userId, int version = 4) => $$"""
        {"userId":"{{userId}}","currency":"EUR","language":"de","newsletter":true,"version":{{version}}}
        """;

    public static string Activity(string id, string userId, string? productId = null) => $$"""
        {"id":"{{id}}","userId":"{{userId}}","kind":"viewed","productId":{{Text(productId)}},"at":"2026-02-03T04:05:06Z"}
        """;

    public static string Page(params string[] items) => $$"""
        {"items":[{{string.Join(',', items)}}],"nextCursor":"n","total":30}
        """;

    private static string Text(string? value) => value is null ? "null" : $"\"{value}\"";
}
