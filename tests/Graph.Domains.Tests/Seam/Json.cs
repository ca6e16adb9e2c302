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
}
