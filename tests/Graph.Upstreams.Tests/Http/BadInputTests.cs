using System.Net;
using Graph.Upstreams.Tests.Support;

namespace Graph.Upstreams.Tests.Http;

public sealed class BadInputTests(SharedHost shared)
{
    [Theory]
    [InlineData("/products?first=-1")]
    [InlineData("/products?first=101")]
    [InlineData("/products?first=ten")]
    [InlineData("/products?first=99999999999")]
    [InlineData("/products?sort=random")]
    [InlineData("/products?after=nonsense")]
    [InlineData("/products?after=%FF%00")]
    [InlineData("/products?after=WyJwcm9kdWN0czpuYW1lIl0")]
    [InlineData("/products?sort=price&after=WyJwcm9kdWN0czpwcmljZSIsIngiLCIxIl0")]
    [InlineData("/products?minPrice=-1")]
    [InlineData("/products?minPrice=1e40")]
    [InlineData("/products?maxPrice=79228162514264337593543950335")]
    [InlineData("/products?updatedSince=yesterday")]
    [InlineData("/inventory")]
    [InlineData("/reviews")]
    [InlineData("/reviews?productId=1&first=101")]
    [InlineData("/users")]
    [InlineData("/users/1/orders?first=-1")]
    [InlineData("/users/1/activity?after=x")]
    [InlineData("/carts")]
    [InlineData("/recommendations")]
    [InlineData("/recommendations?userId=1&first=101")]
    [InlineData("/analytics")]
    [InlineData("/analytics/products")]
    [InlineData("/analytics/trending?first=-1")]
    public async Task Get_BadParameter_Is400(string path)
    {
        var reply = await shared.Api.GetAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal("application/problem+json", reply.MediaType);
        Assert.Equal(400, reply.Json.GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData("1")]
    [InlineData("W/\"1\"")]
    [InlineData("\"one\"")]
    [InlineData("\"1\", \"2\"")]
    [InlineData("\"99999999999\"")]
    public async Task Write_BadIfMatch_Is400(string tag)
    {
        var reply = await shared.Api.SendAsync(HttpMethod.Patch, "/products/1", """{"name":"x"}""", ("If-Match", tag));

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal("application/problem+json", reply.MediaType);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Post_BodyOverAMegabyte_Is413(bool withKey)
    {
        var body = $$"""{"productId":"1","authorId":"2","rating":5,"body":"{{new string('x', 1024 * 1024)}}"}""";

        // The server answers without reading the body, so the client must not be in the middle of sending it.
        (string, string) expect = ("Expect", "100-continue");
        var reply = await shared.Api.PostAsync("/reviews", body, withKey ? [expect, ("Idempotency-Key", "large")] : [expect]);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reply.Status);
        Assert.Equal("application/problem+json", reply.MediaType);
    }

    [Theory]
    [InlineData("GET", "/nothing", HttpStatusCode.NotFound)]
    [InlineData("POST", "/analytics/trending", HttpStatusCode.MethodNotAllowed)]
    public async Task Send_UnknownRoute_IsAProblem(string method, string path, HttpStatusCode expected)
    {
        var reply = await shared.Api.SendAsync(new HttpMethod(method), path, null);

        Assert.Equal(expected, reply.Status);
        Assert.Equal("application/problem+json", reply.MediaType);
    }

    [Fact]
    public async Task Get_WithATraceId_PassesItBack()
    {
        var reply = await shared.Api.GetAsync("/products/1", ("X-Trace-Id", "trace-7"));
        var failed = await shared.Api.GetAsync("/products?first=x", ("X-Trace-Id", "trace-8"));

        Assert.Equal(["trace-7"], reply.Headers.GetValues("X-Trace-Id"));
        Assert.Equal(["trace-8"], failed.Headers.GetValues("X-Trace-Id"));
    }

    [Fact]
    public async Task Get_OpenApi_DescribesEveryEndpointOfTheContract()
    {
        var paths = (await shared.Api.GetAsync("/openapi.json")).Json.GetProperty("paths");

        string[] expected =
        [
            "get /products", "get /products/{id}", "patch /products/{id}", "get /inventory", "post /inventory/{productId}/adjust",
            "get /reviews", "post /reviews", "post /reviews/{id}/helpful", "get /users", "get /users/{id}", "patch /users/{id}",
            "patch /users/{id}/preferences", "get /users/{id}/orders", "get /users/{id}/preferences", "get /users/{id}/activity",
            "post /carts", "post /carts/{id}/claim", "get /carts", "get /carts/{id}", "put /carts/{id}/items/{productId}",
            "delete /carts/{id}/items/{productId}", "delete /carts/{id}/items", "post /carts/{id}/checkout", "get /recommendations",
            "get /analytics/products", "get /analytics/trending", "post /faults", "get /faults", "delete /faults", "get /stats", "delete /stats",
        ];
        var described = paths.EnumerateObject()
            .SelectMany(p => p.Value.EnumerateObject(), (p, operation) => (Name: $"{operation.Name} {p.Name}", operation.Value));
        Assert.Empty(expected.Except(described.Select(d => d.Name)));
        Assert.All(described, d => Assert.True(d.Value.TryGetProperty("summary", out _), d.Name));
    }
}
